package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.EntitlementFactsContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoEntitlementFactsTest extends EntitlementFactsContract {
  private final Ports ports;

  DynamoEntitlementFactsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
