package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.US;
import static dev.keyshelf.testkit.Situations.aCustomer;
import static dev.keyshelf.testkit.Situations.aLinkTo;
import static dev.keyshelf.testkit.Situations.aSupportRequest;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.anAgentAt;
import static dev.keyshelf.testkit.Situations.anAttachment;
import static dev.keyshelf.testkit.Situations.anOperatorAt;
import static dev.keyshelf.testkit.Situations.anOrderOf;
import static dev.keyshelf.testkit.Situations.once;
import static dev.keyshelf.testkit.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.cancellation.Selection;
import dev.keyshelf.domain.catalog.Issuer;
import dev.keyshelf.domain.catalog.KeyRule;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkRevocation;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.key.RevealKeys;
import dev.keyshelf.domain.key.Revocation;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.domain.support.DecideSupportRequest;
import dev.keyshelf.domain.support.Note;
import dev.keyshelf.domain.support.QuoteGrant;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of actions in each command's transaction. DynamoDB's limit is 100. */
@OnCloud
class ActionBudgetTest {
  private final Wiring ports;
  private final Steps steps;
  private final CountedWrites writes = new CountedWrites();
  private final Table table;
  private final CommandRecords records;

  ActionBudgetTest(CloudFixture cloud) {
    var environment = OnDynamo.environment(cloud);
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
    this.table = writes.table(environment);
    this.records = new CommandRecords(new IdempotencyItems(ports::keyVault));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void placingAnOrderTakes4AndOneForEachLine(int lines) {
    var order = anOrderOf(lines(lines));

    new DynamoOrders(table, records).place(order, Reservation.none(), anActivity(order), once());

    assertOneTransactionOf(4 + lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void placingACustomersFirstOrderTakesOneMore(int lines) {
    var customer = aCustomer(PARTNER, "fabrikam.com");
    ports.customers().add(customer, created(customer), once());
    var order = anOrderOf(customer.id(), lines(lines));

    new DynamoOrders(table, records)
        .placeFirst(order, Reservation.none(), anActivity(order), once());

    assertOneTransactionOf(5 + lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void cancellingAnOrderTakes4AndOneForEachLine(int lines) {
    var order = steps.placed(lines(lines));
    var decided = steps.decidedToCancel(order, Selection.wholeOrder(), NOON);

    new DynamoCancellations(table, records)
        .commit(
            decided,
            anActivity(Operation.ORDER_CANCELLED, order.entitlements().getFirst(), NOON),
            once());

    assertOneTransactionOf(4 + lines);
  }

  @Test
  void askingSupportTakes3() {
    var request = aSupportRequest(CUSTOMER, NOON);

    new DynamoSupportRequests(table, records).add(request, asked(request), once());

    assertOneTransactionOf(3);
  }

  @ParameterizedTest
  @CsvSource({"true, 4", "false, 3"})
  void movingASupportRequestTakes3AndOneForANote(boolean noted, int actions) {
    var request = aSupportRequest(CUSTOMER, NOON);
    ports.supportRequests().add(request, asked(request), once());
    var note = Optional.of(Note.of(anAgentAt(NOON), "And?")).filter(_ -> noted);

    new DynamoSupportRequests(table, records)
        .move(request, request.noted(NOON), note, asked(request), once());

    assertOneTransactionOf(actions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void grantingASupportRequestTakes7AndOneForEachLine(int lines) {
    var order = steps.placed(lines(lines));
    var request = aSupportRequest(order, NOON);
    ports.supportRequests().add(request, asked(request), once());

    new DecideSupportRequest(
            new DynamoSupportRequests(table, records),
            ports.orders(),
            ports.entitlements(),
            ports.keyMask(),
            ports.idempotencyRecords())
        .decide(
            new DecideSupportRequest.Command(
                PARTNER,
                request.id(),
                new DecideSupportRequest.Verdict.Grant(
                    new QuoteGrant.Terms(Optional.empty(), Map.of()), Optional.empty()),
                "So be it."),
            anOperatorAt(NOON),
            running());

    assertOneTransactionOf(7 + lines);
  }

  @Test
  void beginningAnAttachmentTakes3AndAttachingIt4() {
    var request = aSupportRequest(CUSTOMER, NOON);
    ports.supportRequests().add(request, asked(request), once());
    var awaited = anAttachment(request, 1, NOON);
    var attachments = new DynamoAttachments(table, records);

    attachments.await(awaited, Optional.empty(), once());
    attachments.attach(awaited.attached(NOON), asked(request), once());

    assertThat(writes.transactions()).containsExactly(3, 4);
    assertThat(writes.others()).isEmpty();
  }

  private static ActivityRecord asked(SupportRequest request) {
    return ActivityRecord.of(
        PARTNER,
        anAgentAt(NOON),
        Operation.SUPPORT_REQUEST_CREATED,
        Subject.of(request.concern().customer().id()).asked(request.id()));
  }

  @ParameterizedTest
  @CsvSource({"'Fabrikam, Inc.', 8", "a b c d e f g h i j k l m n o p q r s, 22"})
  void addingACustomerTakes6AndOneForEachWordOfItsName(String name, int actions) {
    var customer = aCustomer(PARTNER, "fabrikam.com").changed(name, US, Optional.empty());

    new DynamoCustomers(table, records).add(customer, created(customer), once());

    assertOneTransactionOf(actions);
  }

  @ParameterizedTest
  @CsvSource({
    "fabrikam.com, 'Fabrikam, Inc.', 5",
    "fabrikam.com, 'FABRIKAM, INC.', 5",
    "fabrikam.com, Northwind, 8",
    "other.example, 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16, 25"
  })
  void changingACustomerTakes3AndItsGuardsAndNames(String domain, String name, int actions) {
    var customer = aCustomer(PARTNER, "fabrikam.com");
    ports.customers().add(customer, created(customer), once());
    var known = customer.known(customer.tenant(), new Domain(domain));
    var after = known.changed(name, new Market("DE"), Optional.empty());

    new DynamoCustomers(table, records).change(customer, after, created(customer), once());

    assertOneTransactionOf(actions);
  }

  private static ActivityRecord created(Customer customer) {
    return ActivityRecord.of(
        PARTNER, anAgentAt(NOON), Operation.CUSTOMER_CREATED, Subject.of(customer.id()));
  }

  @Test
  void addingALinkTakes5() {
    var entitlement = steps.bought(perpetual());

    new DynamoDownloadLinks(table, records)
        .add(
            aLinkTo(entitlement, NOON).link(),
            entitlement,
            anActivity(Operation.LINK_CREATED, entitlement, NOON),
            once());

    assertOneTransactionOf(5);
  }

  @Test
  void startingADownloadTakes4() {
    var entitlement = steps.bought(perpetual());
    var link = steps.linked(entitlement, NOON).link();
    var download = Download.start(DownloadId.next(), link.tokenHash(), 1, NOON);

    new DynamoDownloadLinks(table, records)
        .start(
            link, entitlement, download, anActivity(Operation.DOWNLOAD_STARTED, entitlement, NOON));

    assertOneTransactionOf(4);
  }

  @Test
  void resumingADownloadTakes3() {
    var entitlement = steps.bought(perpetual());
    var link = steps.linked(entitlement, NOON).link();
    var download = Download.start(DownloadId.next(), link.tokenHash(), 1, NOON);
    ports
        .downloadLinks()
        .start(
            link, entitlement, download, anActivity(Operation.DOWNLOAD_STARTED, entitlement, NOON));

    new DynamoDownloadLinks(table, records).sign(link, entitlement, download, NOON);

    assertOneTransactionOf(3);
  }

  @Test
  void revokingALinkTakes3() {
    var entitlement = steps.bought(perpetual());
    var link = steps.linked(entitlement, NOON).link();

    new DynamoDownloadLinks(table, records)
        .revoke(
            link,
            new LinkRevocation(NOON, "ada", Optional.empty()),
            anActivity(Operation.LINK_REVOKED, entitlement, NOON),
            once());

    assertOneTransactionOf(3);
  }

  @Test
  void revokingAllLinksTakes4ForAnyNumber() {
    var entitlement = steps.bought(perpetual());
    for (int i = 0; i < 9; i++) {
      steps.linked(entitlement, NOON);
    }

    new DynamoDownloadLinks(table, records)
        .revokeAll(
            entitlement,
            new LinkRevocation(NOON, "ada", Optional.empty()),
            anActivity(Operation.LINKS_REVOKED, entitlement, NOON),
            once());

    assertOneTransactionOf(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void issuingKeysTakes3AndTwoForEachKey(int keys) {
    steps.imported(POOL, keys);
    var entitlement = steps.bought(perpetual().times(keys));

    new DynamoProductKeys(table, records)
        .issue(
            entitlement,
            ports.keyPools().pick(POOL, keys),
            anActivity(Operation.KEYS_ISSUED, entitlement, NOON),
            once());

    assertOneTransactionOf(3 + 2 * keys);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void issuingGeneratedKeysTakesAsMany(int keys) {
    var entitlement =
        steps.bought(
            perpetual().times(keys).withKeys(new KeyRule(new Issuer.Generated(), Optional.of(1))));

    steps.partnerIsKnown();
    new RevealKeys(
            ports.entitlementFacts(),
            ports.entitlements(),
            ports.keyPools(),
            new DynamoProductKeys(table, records),
            ports.keyVault(),
            ports.idempotencyRecords())
        .reveal(PARTNER, entitlement.customer(), entitlement.id(), anAgentAt(NOON), running());

    assertOneTransactionOf(3 + 2 * keys);
  }

  @Test
  void rotatingAKeyTakes6() {
    steps.imported(POOL, 2);
    var entitlement = steps.bought(perpetual().times(1));
    var picked = ports.keyPools().pick(POOL, 2);
    var issuing = anActivity(Operation.KEYS_ISSUED, entitlement, NOON);
    ports.productKeys().issue(entitlement, picked.subList(0, 1), issuing, once());
    var issued = ports.productKeys().list(entitlement).getFirst();
    var why = new Revocation(NOON, "agent", Revocation.ReasonCode.LOST, "");

    new DynamoProductKeys(table, records)
        .rotate(
            entitlement.withKeysIssued(),
            issued.revoked(why),
            picked.getLast(),
            anActivity(Operation.KEY_ROTATED, entitlement, NOON),
            once());

    assertOneTransactionOf(6);
  }

  @Test
  void showingKeysAgainTakes3() {
    var entitlement = steps.bought(perpetual());

    new DynamoProductKeys(table, records)
        .reveal(
            entitlement,
            anActivity(Operation.KEYS_REVEALED, entitlement, NOON),
            Optional.of(once()));

    assertOneTransactionOf(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void issuingAMonthTakes1AndOneForEachCurrency(int currencies) {
    steps.partnerIsKnown();
    List.of("USD", "JPY", "KWD").subList(0, currencies).stream()
        .map(currency -> perpetual().priced("1", currency))
        .forEach(steps::placed);

    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    new IssueInvoices(ports.partners(), ports.ledger(), new DynamoInvoices(table, clock))
        .issue(Instant.parse("2020-07-01T01:00:00Z"), TimeLeft.ENDLESS);

    assertThat(writes.transactions()).containsExactly(1 + currencies);
  }

  private void assertOneTransactionOf(int actions) {
    assertThat(writes.transactions()).containsExactly(actions);
    assertThat(writes.others()).isEmpty();
    assertThat(actions).isLessThanOrEqualTo(100);
  }

  private static Bought[] lines(int count) {
    assertThat(count).isLessThanOrEqualTo(Order.MOST_LINES);
    var lines = new Bought[count];
    Arrays.fill(lines, perpetual());
    return lines;
  }
}
