package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.LedgerContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoLedgerTest extends LedgerContract {
  private final Ports ports;

  DynamoLedgerTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
