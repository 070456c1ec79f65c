package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.Ports;
import dev.keyshelf.testkit.contract.PurchaseFactsContract;

@OnCloud
class DynamoPurchaseFactsTest extends PurchaseFactsContract {
  private final Ports ports;

  DynamoPurchaseFactsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
