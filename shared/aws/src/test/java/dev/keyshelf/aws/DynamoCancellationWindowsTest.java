package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.CancellationWindowsContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoCancellationWindowsTest extends CancellationWindowsContract {
  private final Ports ports;

  DynamoCancellationWindowsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
