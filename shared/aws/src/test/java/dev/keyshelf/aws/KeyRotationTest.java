package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.KeyRotationContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class KeyRotationTest extends KeyRotationContract {
  private final Ports ports;

  KeyRotationTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
