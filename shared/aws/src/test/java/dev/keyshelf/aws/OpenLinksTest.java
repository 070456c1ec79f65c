package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.OpenLinksContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class OpenLinksTest extends OpenLinksContract {
  private final Ports ports;

  OpenLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
