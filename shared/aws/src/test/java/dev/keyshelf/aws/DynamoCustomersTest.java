package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.change.Patch;
import dev.keyshelf.domain.customer.ChangeCustomer;
import dev.keyshelf.domain.customer.ChangeCustomer.Changes;
import dev.keyshelf.domain.customer.ChangeCustomer.ContactChange;
import dev.keyshelf.domain.customer.Contact;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.EmailAddress;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.PhoneNumber;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of {@link dev.keyshelf.domain.customer.Customers}. */
@Timeout(300) // Stops a store whose pages never end.
@OnCloud
class DynamoCustomersTest extends CustomerSteps {
  private static final String TENANT = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

  DynamoCustomersTest(CloudFixture cloud) {
    super(OnDynamo.of(cloud));
  }

  @Test
  void findsACustomerByIdDomainAndTenant() {
    var customer = aCustomer(PARTNER, "fabrikam.com", TENANT);
    add(customer);

    assertThat(ports.customers().find(PARTNER, customer.id())).contains(customer);
    assertThat(ports.customers().findByDomain(PARTNER, new Domain("fabrikam.com")))
        .contains(customer);
    assertThat(ports.customers().findByTenant(PARTNER, new TenantId(TENANT))).contains(customer);
  }

  @Test
  void findsNothingForAnotherPartner() {
    var customer = aCustomer(PARTNER, "fabrikam.com", TENANT);
    add(customer);

    assertThat(ports.customers().find(OTHER_PARTNER, customer.id())).isEmpty();
    assertThat(ports.customers().findByDomain(OTHER_PARTNER, customer.domain())).isEmpty();
    assertThat(ports.customers().findByTenant(OTHER_PARTNER, customer.tenant())).isEmpty();
    assertThat(
            ports
                .customers()
                .list(OTHER_PARTNER, Archived.LEFT_OUT, 10, Optional.empty())
                .customers())
        .isEmpty();
  }

  @Test
  void addsOneCustomerOfADomain() {
    add(aCustomer(PARTNER, "fabrikam.com"));
    var second = aCustomer(PARTNER, "fabrikam.com");

    assertThat(add(second)).isEqualTo(Commit.STALE);
    assertThat(ports.customers().find(PARTNER, second.id())).isEmpty();
    assertThat(ports.customers().findByTenant(PARTNER, second.tenant())).isEmpty();
  }

  @Test
  void addsOneCustomerOfATenant() {
    add(aCustomer(PARTNER, "fabrikam.com", TENANT));
    var second = aCustomer(PARTNER, "fabrikam.org", TENANT);

    assertThat(add(second)).isEqualTo(Commit.STALE);
    assertThat(ports.customers().findByDomain(PARTNER, second.domain())).isEmpty();
  }

  @Test
  void letsAnotherPartnerHaveTheSameCustomer() {
    add(aCustomer(PARTNER, "fabrikam.com", TENANT));

    assertThat(add(aCustomer(OTHER_PARTNER, "fabrikam.com", TENANT))).isEqualTo(Commit.DONE);
  }

  @Test
  void addsOneOfADomainForParallelRequests() {
    var commits = Steps.race(8, 16, _ -> add(aCustomer(PARTNER, "fabrikam.com")));

    assertThat(commits).containsOnlyOnce(Commit.DONE);
    assertThat(new Steps(ports).log(Operation.CUSTOMER_CREATED)).hasSize(1);
  }

  @Test
  void addsOneUnderOneKey() {
    add(aCustomer(PARTNER, "fabrikam.com"), once("k-1"));

    assertThat(add(aCustomer(PARTNER, "contoso.com"), once("k-1"))).isEqualTo(Commit.STALE);
    assertThat(ports.customers().list(PARTNER, Archived.LEFT_OUT, 10, Optional.empty()).customers())
        .hasSize(1);
  }

  @Test
  void listsCustomersPageByPageInTheOrderOfTheirIds() {
    for (int i = 0; i < 5; i++) {
      add(aCustomer(PARTNER, "fabrikam-%s.com".formatted(i)));
    }
    var listed = new ArrayList<Customer>();

    var page = ports.customers().list(PARTNER, Archived.LEFT_OUT, 2, Optional.empty());
    listed.addAll(page.customers());
    while (page.next().isPresent()) {
      page = ports.customers().list(PARTNER, Archived.LEFT_OUT, 2, page.next());
      listed.addAll(page.customers());
    }

    assertThat(listed)
        .hasSize(5)
        .extracting(customer -> customer.id().value())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void keepsAContact() {
    var contact =
        new Contact(
            "Ada",
            EmailAddress.parse("ada@b\u00fccher.example").orElseThrow(),
            Optional.of(new PhoneNumber("+1 425 555 0100")));
    var customer = aCustomer(PARTNER, "fabrikam.com").reachedAt(contact);
    add(customer);

    assertThat(ports.customers().find(PARTNER, customer.id())).contains(customer);
  }

  @Test
  void findsByNameInAnyCase() {
    var northwind = add("Northwind Traders");
    add("Southwind Traders");

    assertThat(named("nORTHwind t")).containsExactly(northwind);
    assertThat(named("Northwind Traders")).containsExactly(northwind);
    assertThat(named("wind")).isEmpty();
    assertThat(named("Northwind Traders Ltd")).isEmpty();
  }

  @Test
  void listsByNameInTheOrderOfTheNamesPageByPage() {
    var names = List.of("ab", "Abc", "A b", "a", "A#", "ABBA", "a", "b");
    names.forEach(this::add);
    var listed = new ArrayList<String>();

    var page = byName("A", 2, Optional.empty());
    page.customers().forEach(each -> listed.add(each.companyName()));
    while (page.next().isPresent()) {
      page = byName("A", 2, page.next());
      page.customers().forEach(each -> listed.add(each.companyName()));
    }

    assertThat(listed).containsExactly("a", "a", "A b", "A#", "ab", "ABBA", "Abc");
  }

  @Test
  void distinguishesTheEndOfANameFromItsCharacters() {
    add("a");
    var sharp = add("A#1");

    assertThat(named("a#")).containsExactly(sharp);
  }

  @Test
  void listsAVeryLongNameToo() {
    var longest = add("\ufdfa".repeat(Customer.LONGEST_NAME));

    assertThat(named("\ufdfa".repeat(Customer.LONGEST_NAME))).containsExactly(longest);
    assertThat(named("\ufdfa")).containsExactly(longest);
  }

  @Test
  void listsNobodyOfAnotherPartnerByName() {
    add("Northwind");

    var page =
        ports
            .customers()
            .listByName(
                OTHER_PARTNER, FoldedName.of("north"), Archived.LEFT_OUT, 10, Optional.empty());
    assertThat(page.customers()).isEmpty();
  }

  @Test
  void changesACustomer() {
    var before = add("Northwind");
    var after = before.changed("Southwind", new Market("DE"), Optional.empty());

    assertThat(change(before, after)).isEqualTo(Commit.DONE);
    assertThat(ports.customers().find(PARTNER, before.id())).contains(after);
    assertThat(ports.customers().findByDomain(PARTNER, before.domain())).contains(after);
    assertThat(new Steps(ports).log(Operation.CUSTOMER_CHANGED)).hasSize(1);
  }

  @Test
  void movesTheEntryOfAChangedName() {
    var before = add("Northwind");
    var after = before.changed("Southwind", US, Optional.empty());
    change(before, after);

    assertThat(named("north")).isEmpty();
    assertThat(named("south")).containsExactly(after);
  }

  @Test
  void changesOnlyTheCaseOfAName() {
    var before = add("northwind");
    var after = before.changed("NorthWind", US, Optional.empty());

    assertThat(change(before, after)).isEqualTo(Commit.DONE);
    assertThat(named("north")).containsExactly(after);
  }

  @Test
  void refusesAChangeThatAnotherOneHasOvertaken() {
    var before = add("Northwind");
    change(before, before.changed("Southwind", US, Optional.empty()));

    assertThat(change(before, before.changed("Eastwind", US, Optional.empty())))
        .isEqualTo(Commit.STALE);
    assertThat(named("south")).hasSize(1);
    assertThat(named("east")).isEmpty();
  }

  /** Neither change touches the entry by name, whose condition alone would refuse the change. */
  @Test
  void refusesAnOutdatedChangeOfAnotherField() {
    var before = add("Northwind");
    var moved = before.changed("Northwind", new Market("DE"), Optional.empty());
    change(before, moved);

    assertThat(change(before, before.changed("NORTHWIND", US, Optional.empty())))
        .isEqualTo(Commit.STALE);
    assertThat(ports.customers().find(PARTNER, before.id())).contains(moved);
  }

  @Test
  void changesOnceUnderOneKey() {
    var before = add("Northwind");
    var after = before.changed("Southwind", US, Optional.empty());
    var once = once("k-1");
    ports.customers().change(before, after, activity(after), once);

    var again = after.changed("Eastwind", US, Optional.empty());
    assertThat(ports.customers().change(after, again, activity(again), once("k-1")))
        .isEqualTo(Commit.STALE);
    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  /** Each change concerns another field, and sees the changes before it. */
  @Test
  void losesNoneOfManyParallelChanges() {
    ports.partners().publish(List.of(Situations.aPartner(PARTNER, "Contoso", false)), NOON);
    var customer = add("Northwind");
    var changing =
        new ChangeCustomer(ports.partners(), ports.customers(), ports.idempotencyRecords());
    var phone = new Patch.Given<>(new PhoneNumber("112"));
    var ada = EmailAddress.parse("ada@northwind.example");
    var changes =
        List.of(
            new Changes(Optional.of("Southwind"), Optional.empty(), new Patch.Kept<>()),
            new Changes(Optional.empty(), Optional.of(new Market("DE")), new Patch.Kept<>()),
            new Changes(
                Optional.empty(),
                Optional.empty(),
                new Patch.Given<>(new ContactChange(Optional.of("Ada"), ada, phone))));

    Steps.race(
        3,
        changes.size(),
        i -> changing.change(PARTNER, customer.id(), changes.get(i), anAgentAt(NOON), running()));

    var now = ports.customers().find(PARTNER, customer.id()).orElseThrow();
    assertThat(now.companyName()).isEqualTo("Southwind");
    assertThat(now.market()).isEqualTo(new Market("DE"));
    assertThat(now.contact()).map(Contact::name).contains("Ada");
    assertThat(now.version()).isEqualTo(customer.version() + 3);
    assertThat(named("s")).containsExactly(now);
  }
}
