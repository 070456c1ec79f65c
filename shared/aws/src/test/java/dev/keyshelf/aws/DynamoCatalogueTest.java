package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.CatalogueContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoCatalogueTest extends CatalogueContract {
  private final Ports ports;

  DynamoCatalogueTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
