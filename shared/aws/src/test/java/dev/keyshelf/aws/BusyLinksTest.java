package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.BusyLinksContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class BusyLinksTest extends BusyLinksContract {
  private final Ports ports;

  BusyLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
