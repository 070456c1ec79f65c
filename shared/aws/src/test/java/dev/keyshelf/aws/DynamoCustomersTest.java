package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.CustomersContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoCustomersTest extends CustomersContract {
  private final Ports ports;

  DynamoCustomersTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
