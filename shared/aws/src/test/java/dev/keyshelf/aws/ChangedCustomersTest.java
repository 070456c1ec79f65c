package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.OTHER_PARTNER;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers.Archived;
import dev.keyshelf.domain.customer.Customers.PlaceByName;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.NameWords;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The names and guards of customers that change, and customers that are archived. */
@Timeout(300) // A store that never ends its pages must not hang the build.
@OnCloud
class ChangedCustomersTest extends CustomerSteps {
  ChangedCustomersTest(CloudFixture cloud) {
    super(OnDynamo.of(cloud));
  }

  private List<Customer> withWords(String words) {
    return withWords(words, Archived.LEFT_OUT, 10);
  }

  /** Reads all pages of so many. */
  private List<Customer> withWords(String text, Archived archived, int limit) {
    var words = NameWords.parse(text).orElseThrow();
    var found = new ArrayList<Customer>();
    Optional<PlaceByName> after = Optional.empty();
    do {
      var page = ports.customers().listByWords(PARTNER, words, archived, limit, after);
      found.addAll(page.customers());
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  @Test
  void findsByAnyWordWithoutAccents() {
    var office = add("B\u00fcro GmbH");
    var other = add("Other GmbH");

    assertThat(withWords("buro")).containsExactly(office);
    assertThat(withWords("gmbh")).containsExactlyInAnyOrder(office, other);
    assertThat(withWords("gmbh b\u00fcr")).containsExactly(office);
    assertThat(withWords("uro")).isEmpty();
    var words = NameWords.parse("gmbh").orElseThrow();
    assertThat(
            ports
                .customers()
                .listByWords(OTHER_PARTNER, words, Archived.INCLUDED, 10, Optional.empty())
                .customers())
        .isEmpty();
  }

  @Test
  void listsEachCustomerOnceByItsWordsHoweverSmallThePages() {
    var first = add("Buro Burohaus Burobedarf");
    var second = add("Burohaus");

    assertThat(withWords("buro", Archived.LEFT_OUT, 1)).containsExactly(first, second);
  }

  @Test
  void movesTheWordsOfAChangedName() {
    var before = add("North Wind");
    var after = before.changed("South Wind", US, Optional.empty());
    change(before, after);

    assertThat(withWords("north")).isEmpty();
    assertThat(withWords("south")).containsExactly(after);
    assertThat(withWords("wind")).containsExactly(after);
  }

  @Test
  void findsACustomerOfAnEarlierReleaseByItsWordsOnceItIsChanged(CloudFixture cloud) {
    var before = add("North Wind");
    try (var dynamo = Stores.dynamoDb(cloud.environment())) {
      var name = Interrupted.variable(cloud.environment(), "KEYSHELF_TABLE");
      var table = new Table(dynamo, name, Clock.fixed(NOON, ZoneOffset.UTC));
      for (var entry : CustomerItems.wordEntries(before)) {
        var forget = table.writes().transaction().remove(entry.key());
        table.writes().commit(forget, NOON);
      }
    }
    assertThat(withWords("wind")).isEmpty();
    assertThat(named("north")).containsExactly(before);

    var after = before.changed("North Wind", US, Optional.empty());

    assertThat(change(before, after)).isEqualTo(Commit.DONE);
    assertThat(withWords("wind")).containsExactly(after);
  }

  @Test
  void changesDomainAndTenantAndFreesTheOldOnes() {
    var before = add("Northwind");
    var tenant = new TenantId("6f9619ff-8b86-d011-b42d-00cf4fc964aa");
    var domain = new Domain("other.example");
    var after = before.known(tenant, domain).changed("Northwind", US, Optional.empty());

    assertThat(change(before, after)).isEqualTo(Commit.DONE);

    assertThat(ports.customers().findByDomain(PARTNER, domain)).contains(after);
    assertThat(ports.customers().findByTenant(PARTNER, tenant)).contains(after);
    assertThat(ports.customers().findByDomain(PARTNER, before.domain())).isEmpty();
    assertThat(ports.customers().findByTenant(PARTNER, before.tenant())).isEmpty();
    var next = aCustomer(PARTNER, before.domain().ascii(), before.tenant().value());
    assertThat(add(next)).isEqualTo(Commit.DONE);
  }

  @Test
  void doesNotTakeTheDomainOfAnother() {
    var other = add("Southwind");
    var before = add("Northwind");
    var after =
        before.known(before.tenant(), other.domain()).changed("Northwind", US, Optional.empty());

    assertThat(change(before, after)).isEqualTo(Commit.STALE);
    assertThat(ports.customers().findByDomain(PARTNER, other.domain())).contains(other);
    assertThat(ports.customers().find(PARTNER, before.id())).contains(before);
  }

  @Test
  void givesADomainToOneOfManyThatChangeAtOnce() {
    var customers = List.of(add("A"), add("B"), add("C"), add("D"));
    var domain = new Domain("wanted.example");

    var commits =
        Steps.race(
            4,
            4,
            i -> {
              var before = customers.get(i);
              var after = before.known(before.tenant(), domain).changed("Z", US, Optional.empty());
              return change(before, after);
            });

    assertThat(commits).containsOnlyOnce(Commit.DONE);
  }

  private Customer archived(Customer before) {
    var after =
        before.archived(Optional.of(NOON)).changed(before.companyName(), US, Optional.empty());
    assertThat(change(before, after)).isEqualTo(Commit.DONE);
    return after;
  }

  @Test
  void leavesArchivedCustomersOutOfListsUnlessAskedForThem() {
    var shown = add("North Wind");
    var archived = archived(add("North Sea"));

    var all = ports.customers().list(PARTNER, Archived.INCLUDED, 10, Optional.empty());
    assertThat(all.customers()).containsExactlyInAnyOrder(shown, archived);
    var usual = ports.customers().list(PARTNER, Archived.LEFT_OUT, 10, Optional.empty());
    assertThat(usual.customers()).containsExactly(shown);
    assertThat(named("north")).containsExactly(shown);
    assertThat(withWords("north")).containsExactly(shown);
    assertThat(withWords("north", Archived.INCLUDED, 10))
        .containsExactlyInAnyOrder(archived, shown);
    assertThat(ports.customers().findByDomain(PARTNER, archived.domain())).contains(archived);
  }
}
