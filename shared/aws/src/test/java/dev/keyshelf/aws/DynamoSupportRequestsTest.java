package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.Ports;
import dev.keyshelf.testkit.contract.SupportRequestsContract;

@OnCloud
class DynamoSupportRequestsTest extends SupportRequestsContract {
  private final Ports ports;

  DynamoSupportRequestsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
