package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads entries by name whose customers are renamed during the read. */
@OnCloud
class NameEntriesTest {
  @Test
  void leavesOutCustomersThatWereRenamedMeanwhile(CloudFixture cloud) {
    var ports = OnDynamo.of(cloud);
    var customer = aCustomer(PARTNER, "fabrikam.com");
    var activity =
        ActivityRecord.of(
            PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
    ports.customers().add(customer, activity, once());
    var earlier = customer.changed("Fabrikam before", customer.market(), Optional.empty());
    try (var dynamo = Stores.dynamoDb(cloud.environment())) {
      var name = Objects.requireNonNull(cloud.environment().get("KEYSHELF_TABLE"));
      var table = new Table(dynamo, name, Clock.fixed(NOON, ZoneOffset.UTC));
      table.writes().put(CustomerItems.nameEntry(earlier), "attribute_not_exists(pk)", Map.of());
    }

    var page =
        ports
            .customers()
            .listByName(PARTNER, FoldedName.of("fab"), Archived.LEFT_OUT, 1, Optional.empty());
    assertThat(page.customers()).containsExactly(customer);
    assertThat(page.next()).isEmpty();
  }
}
