package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.ActivityLogContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoActivityLogTest extends ActivityLogContract {
  private final Ports ports;

  DynamoActivityLogTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
