package dev.keyshelf.testkit.contract;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link dev.keyshelf.domain.customer.Customers} must keep to. */
@Timeout(60) // A store that never ends its pages must not hang the build.
public abstract class CustomersContract {
  private static final String TENANT = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

  /** Gives an empty store. */
  protected abstract Ports ports();

  @Test
  void findsACustomerByIdDomainAndTenant() {
    var customer = aCustomer(PARTNER, "fabrikam.com", TENANT);
    add(customer);

    assertThat(ports().customers().find(PARTNER, customer.id())).contains(customer);
    assertThat(ports().customers().findByDomain(PARTNER, new Domain("fabrikam.com")))
        .contains(customer);
    assertThat(ports().customers().findByTenant(PARTNER, new TenantId(TENANT))).contains(customer);
  }

  @Test
  void findsNothingForAnotherPartner() {
    var customer = aCustomer(PARTNER, "fabrikam.com", TENANT);
    add(customer);

    assertThat(ports().customers().find(OTHER_PARTNER, customer.id())).isEmpty();
    assertThat(ports().customers().findByDomain(OTHER_PARTNER, customer.domain())).isEmpty();
    assertThat(ports().customers().findByTenant(OTHER_PARTNER, customer.tenant())).isEmpty();
    assertThat(ports().customers().list(OTHER_PARTNER, 10, Optional.empty()).customers()).isEmpty();
  }

  @Test
  void addsOneCustomerOfADomain() {
    add(aCustomer(PARTNER, "fabrikam.com"));
    var second = aCustomer(PARTNER, "fabrikam.com");

    assertThat(add(second)).isEqualTo(Commit.STALE);
    assertThat(ports().customers().find(PARTNER, second.id())).isEmpty();
    assertThat(ports().customers().findByTenant(PARTNER, second.tenant())).isEmpty();
  }

  @Test
  void addsOneCustomerOfATenant() {
    add(aCustomer(PARTNER, "fabrikam.com", TENANT));
    var second = aCustomer(PARTNER, "fabrikam.org", TENANT);

    assertThat(add(second)).isEqualTo(Commit.STALE);
    assertThat(ports().customers().findByDomain(PARTNER, second.domain())).isEmpty();
  }

  @Test
  void letsAnotherPartnerHaveTheSameCustomer() {
    add(aCustomer(PARTNER, "fabrikam.com", TENANT));

    assertThat(add(aCustomer(OTHER_PARTNER, "fabrikam.com", TENANT))).isEqualTo(Commit.DONE);
  }

  @Test
  void addsOneOfADomainHoweverManyTryAtOnce() {
    var commits = Steps.race(8, 16, _ -> add(aCustomer(PARTNER, "fabrikam.com")));

    assertThat(commits).containsOnlyOnce(Commit.DONE);
    assertThat(new Steps(ports()).log(Operation.CUSTOMER_CREATED)).hasSize(1);
  }

  @Test
  void addsOneUnderOneKey() {
    add(aCustomer(PARTNER, "fabrikam.com"), once("k-1"));

    assertThat(add(aCustomer(PARTNER, "contoso.com"), once("k-1"))).isEqualTo(Commit.STALE);
    assertThat(ports().customers().list(PARTNER, 10, Optional.empty()).customers()).hasSize(1);
  }

  @Test
  void listsCustomersPageByPageInTheOrderOfTheirIds() {
    for (int i = 0; i < 5; i++) {
      add(aCustomer(PARTNER, "fabrikam-%d.com".formatted(i)));
    }
    var listed = new ArrayList<Customer>();

    var page = ports().customers().list(PARTNER, 2, Optional.empty());
    listed.addAll(page.customers());
    while (page.next().isPresent()) {
      page = ports().customers().list(PARTNER, 2, page.next());
      listed.addAll(page.customers());
    }

    assertThat(listed)
        .hasSize(5)
        .extracting(customer -> customer.id().value())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private Commit add(Customer customer) {
    return add(customer, once());
  }

  private Commit add(Customer customer, IdempotencyRecord once) {
    var activity =
        ActivityRecord.of(
            customer.partner(),
            anAgentAt(NOON),
            Operation.CUSTOMER_CREATED,
            Subject.of(customer.id()));
    return ports().customers().add(customer, activity, once);
  }
}
