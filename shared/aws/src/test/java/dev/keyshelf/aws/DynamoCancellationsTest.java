package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.CancellationsContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoCancellationsTest extends CancellationsContract {
  private final Ports ports;

  DynamoCancellationsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
