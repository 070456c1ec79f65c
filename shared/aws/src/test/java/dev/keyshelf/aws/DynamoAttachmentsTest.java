package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.AttachmentsContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoAttachmentsTest extends AttachmentsContract {
  private final Ports ports;

  DynamoAttachmentsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
