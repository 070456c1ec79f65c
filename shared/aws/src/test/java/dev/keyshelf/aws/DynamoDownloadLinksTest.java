package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.DownloadLinksContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoDownloadLinksTest extends DownloadLinksContract {
  private final Ports ports;

  DynamoDownloadLinksTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
