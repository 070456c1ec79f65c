package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.Ports;
import dev.keyshelf.testkit.contract.ProductKeysContract;

@OnCloud
class DynamoProductKeysTest extends ProductKeysContract {
  private final Ports ports;

  DynamoProductKeysTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
