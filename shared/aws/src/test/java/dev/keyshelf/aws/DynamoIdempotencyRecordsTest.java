package dev.keyshelf.aws;

import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import dev.keyshelf.testkit.contract.IdempotencyRecordsContract;
import dev.keyshelf.testkit.contract.Ports;

@OnCloud
class DynamoIdempotencyRecordsTest extends IdempotencyRecordsContract {
  private final Ports ports;

  DynamoIdempotencyRecordsTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @Override
  protected Ports ports() {
    return ports;
  }
}
