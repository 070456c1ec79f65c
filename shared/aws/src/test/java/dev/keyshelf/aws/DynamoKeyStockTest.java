package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.KeyStockContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoKeyStockTest extends KeyStockContract {
  private final Ports ports;

  DynamoKeyStockTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
