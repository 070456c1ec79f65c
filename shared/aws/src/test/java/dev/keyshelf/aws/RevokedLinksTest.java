package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.Ports;
import dev.keyshelf.testkit.contract.RevokedLinksContract;

@OnCloud
class RevokedLinksTest extends RevokedLinksContract {
  private final Ports ports;

  RevokedLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
