package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;

/** Customers that one call cannot read. */
@OnCloud
class ManyCustomersTest {
  private final CloudFixture cloud;

  ManyCustomersTest(CloudFixture cloud) {
    this.cloud = cloud;
  }

  /** Holds each batch up until another one was begun. */
  private static final class InPairs implements ExecutionInterceptor {
    private final CountDownLatch begun = new CountDownLatch(2);

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof BatchGetItemRequest) {
        begun.countDown();
        try {
          assertThat(begun.await(20, TimeUnit.SECONDS)).as("another batch was begun").isTrue();
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException(interrupted);
        }
      }
    }
  }

  private Customer added(String domain) {
    var customer = aCustomer(PARTNER, domain);
    var activity =
        ActivityRecord.of(
            PARTNER,
            Situations.anAgentAt(NOON),
            Operation.CUSTOMER_CREATED,
            Subject.of(customer.id()));
    OnDynamo.of(cloud).customers().add(customer, activity, once());
    return customer;
  }

  @Test
  void areReadSeveralBatchesAtOnce() {
    var first = added("a.example");
    var last = added("b.example");
    var ids = new ArrayList<CustomerId>();
    ids.add(first.id());
    for (int i = 0; i < 199; i++) {
      ids.add(CustomerId.next(NOON));
    }
    ids.add(last.id());
    var environment = OnDynamo.environment(cloud);
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    try (var client = Interrupted.client(environment, new InPairs())) {
      var table = new Table(client, Interrupted.variable(environment, "KEYSHELF_TABLE"), clock);
      var records = new CommandRecords(new IdempotencyItems(OnDynamo.of(cloud)::keyVault));

      assertThat(new DynamoCustomers(table, records).find(PARTNER, ids))
          .containsExactlyInAnyOrder(first, last);
    }
  }
}
