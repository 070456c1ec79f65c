package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.OrdersContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoOrdersTest extends OrdersContract {
  private final Ports ports;

  DynamoOrdersTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
