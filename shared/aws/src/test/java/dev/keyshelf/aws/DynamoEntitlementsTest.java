package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.EntitlementsContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoEntitlementsTest extends EntitlementsContract {
  private final Ports ports;

  DynamoEntitlementsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
