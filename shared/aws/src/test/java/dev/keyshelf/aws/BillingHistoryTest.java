package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.BillingHistoryContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class BillingHistoryTest extends BillingHistoryContract {
  private final Ports ports;

  BillingHistoryTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
