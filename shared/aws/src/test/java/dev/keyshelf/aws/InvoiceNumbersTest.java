package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.CUSTOMER;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.billing.DocumentNumber;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.billing.Invoices;
import dev.keyshelf.domain.billing.IssueInvoices;
import dev.keyshelf.domain.billing.NumberScheme;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.order.Reservation;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Ordered;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Numbers by the operator's scheme: unique for the issuer, and without gaps in each series. */
@OnCloud
class InvoiceNumbersTest {
  private static final NumberScheme OF_ALL = new NumberScheme("KS-{year}-{number}", 4);
  private static final NumberScheme OF_EACH = new NumberScheme("{year}/{partner}/{number}", 3);

  private final CloudFixture cloud;
  private final Wiring ports;

  InvoiceNumbersTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
  }

  private static PartnerId partner(int number) {
    return new PartnerId("partner-" + number);
  }

  private void areKnown(int partners) {
    for (int i = 0; i < partners; i++) {
      ports
          .partners()
          .publish(List.of(Situations.aPartner(partner(i), "Partner " + i, false)), NOON);
    }
  }

  private void buys(PartnerId partner, String at, Bought bought) {
    var instant = Instant.parse(at);
    var order =
        new Ordered(
                OrderId.next(instant),
                partner,
                CUSTOMER,
                instant,
                "user-1",
                List.of(bought.on(instant).purchase()))
            .order();
    assertThat(ports.orders().place(order, Reservation.none(), anActivity(order), once()))
        .isEqualTo(Commit.DONE);
  }

  private void isSet(NumberScheme scheme) {
    assertThat(ports.invoices().setScheme(scheme, NOON)).isEqualTo(scheme);
  }

  private IssueInvoices.Report issue(Invoices invoices, String now) {
    return new IssueInvoices(ports.partners(), ports.ledger(), invoices)
        .issue(Instant.parse(now), TimeLeft.ENDLESS);
  }

  private IssueInvoices.Report issue(String now) {
    var report = issue(ports.invoices(), now);
    assertThat(report.failed()).isEmpty();
    return report;
  }

  private Invoices through(DynamoDbClient client) {
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var name = Interrupted.variable(cloud.environment(), "KEYSHELF_TABLE");
    return new DynamoInvoices(new Table(client, name, clock), clock);
  }

  private List<String> numbers(PartnerId partner) {
    return new Billing(ports).all(partner, 100).stream().map(Invoice::numberText).toList();
  }

  @Test
  void aSchemeIsSetOnceAndNeverChanged() {
    assertThat(ports.invoices().scheme()).isEmpty();

    isSet(OF_ALL);
    isSet(OF_ALL);

    assertThat(ports.invoices().setScheme(OF_EACH, NOON)).isEqualTo(OF_ALL);
    assertThat(ports.invoices().scheme()).contains(OF_ALL);
  }

  @Test
  void whatWasIssuedBeforeKeepsItsNumberAndTheNextIsTheFirstOfItsSeries() {
    areKnown(1);
    buys(partner(0), "2020-06-10T00:00:00Z", perpetual());
    issue("2020-07-01T01:00:00Z");
    isSet(OF_ALL);
    buys(partner(0), "2020-07-10T00:00:00Z", perpetual());

    issue("2020-08-01T01:00:00Z");

    assertThat(numbers(partner(0))).containsExactly("INV-000001", "KS-2020-0001");
    assertThat(new Billing(ports).all(partner(0), 100))
        .extracting(Invoice::number)
        .containsExactly(1L, 2L);
  }

  @Test
  void theYearIsThatOfTheIssueInUtc() {
    areKnown(1);
    isSet(OF_ALL);
    buys(partner(0), "2020-11-10T00:00:00Z", perpetual());
    issue("2020-12-01T01:00:00Z");
    buys(partner(0), "2020-12-10T00:00:00Z", perpetual());

    issue("2021-01-01T01:00:00Z");

    assertThat(numbers(partner(0))).containsExactly("KS-2020-0001", "KS-2021-0001");
  }

  @Test
  void aSeriesOfTheIssuerCountsAllPartnersAndCurrenciesAndCreditNotes() {
    areKnown(3);
    isSet(OF_ALL);
    for (int i = 0; i < 3; i++) {
      buys(partner(i), "2020-06-10T00:00:00Z", perpetual());
      buys(partner(i), "2020-06-10T00:00:00Z", perpetual().priced("500", "JPY"));
    }

    issue("2020-07-01T01:00:00Z");

    var all = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      all.addAll(numbers(partner(i)));
    }
    assertThat(all)
        .containsExactlyInAnyOrder(
            "KS-2020-0001",
            "KS-2020-0002",
            "KS-2020-0003",
            "KS-2020-0004",
            "KS-2020-0005",
            "KS-2020-0006");
  }

  @Test
  void aSeriesOfEachPartnerCountsItsDocumentsOnly() {
    areKnown(2);
    isSet(OF_EACH);
    buys(partner(0), "2020-06-10T00:00:00Z", perpetual());
    buys(partner(0), "2020-06-10T00:00:00Z", perpetual().priced("500", "JPY"));
    buys(partner(1), "2020-06-10T00:00:00Z", perpetual());

    issue("2020-07-01T01:00:00Z");

    assertThat(numbers(partner(0))).containsExactly("2020/partner-0/001", "2020/partner-0/002");
    assertThat(numbers(partner(1))).containsExactly("2020/partner-1/001");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aKilledRunLeavesNoGap(int afterWrites) {
    areKnown(3);
    isSet(OF_ALL);
    for (int i = 0; i < 3; i++) {
      buys(partner(i), "2020-06-10T00:00:00Z", perpetual());
    }
    try {
      issue(through(Interrupted.client(cloud.environment(), afterWrites)), "2020-07-01T01:00:00Z");
    } catch (Interrupted.Killed killed) {
      assertThat(killed).isNotNull();
    }

    issue("2020-07-01T01:00:00Z");

    areWithoutGap(3, 3, "killed after " + afterWrites);
  }

  /** Lets another run take the number between this run's read of the series and its transaction. */
  @Test
  void aRunWhoseNumberIsTakenMeanwhileTakesTheNext() {
    areKnown(2);
    isSet(OF_ALL);
    buys(partner(0), "2020-06-10T00:00:00Z", perpetual());
    buys(partner(1), "2020-06-10T00:00:00Z", perpetual());
    var overtaken =
        through(Interrupted.before(cloud.environment(), 1, () -> issue("2020-07-01T01:00:00Z")));

    assertThat(issue(overtaken, "2020-07-01T01:00:00Z").failed()).isEmpty();

    areWithoutGap(2, 2, "overtaken");
  }

  /**
   * Lets a run that began later issue a document before this run's first one. More than an hour
   * later, it had a wrong clock, which dates only its own documents.
   */
  @ParameterizedTest
  @CsvSource({
    "2020-07-01T01:30:00Z, 2020-07-01T01:30:00Z",
    "2020-07-01T02:00:00Z, 2020-07-01T02:00:00Z",
    "2020-07-01T02:00:00.001Z, 2020-07-01T01:00:00Z"
  })
  void aLaterNumberOfARunThatBeganEarlierHasNoEarlierDate(Instant later, Instant date) {
    areKnown(2);
    isSet(OF_ALL);
    buys(partner(0), "2020-06-10T00:00:00Z", perpetual());
    buys(partner(1), "2020-06-10T00:00:00Z", perpetual());
    var untilOneIsIssued =
        TimeLeft.of(() -> issued().isEmpty() ? Duration.ofDays(1) : Duration.ZERO);
    var overtaken =
        through(
            Interrupted.before(
                cloud.environment(),
                1,
                () ->
                    new IssueInvoices(ports.partners(), ports.ledger(), ports.invoices())
                        .issue(later, untilOneIsIssued)));

    assertThat(issue(overtaken, "2020-07-01T01:00:00Z").failed()).isEmpty();

    assertThat(issued())
        .extracting(Invoice::numberText, Invoice::issuedAt)
        .containsExactlyInAnyOrder(tuple("KS-2020-0001", later), tuple("KS-2020-0002", date));
  }

  private List<Invoice> issued() {
    return Stream.of(partner(0), partner(1))
        .flatMap(partner -> new Billing(ports).all(partner, 100).stream())
        .toList();
  }

  @RepeatedTest(3)
  void runsAtTheSameTimeLeaveNoGapAndNoNumberTwice() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var partners = 2 + random.nextInt(5);
    areKnown(partners);
    isSet(random.nextBoolean() ? OF_ALL : OF_EACH);
    var documents = 0;
    for (int month = 6; month < 9; month++) {
      for (int i = 0; i < partners; i++) {
        for (var currency : List.of("USD", "JPY", "KWD").subList(0, random.nextInt(4))) {
          buys(
              partner(i),
              "2020-0%s-10T00:00:00Z".formatted(month),
              perpetual().priced("5", currency));
          documents++;
        }
      }
    }

    var reports =
        Steps.race(4, 8, _ -> issue(OnDynamo.of(cloud).invoices(), "2020-10-01T01:00:00Z"));

    assertThat(reports)
        .as("seed %s", seed)
        .allSatisfy(report -> assertThat(report.failed()).isEmpty());
    assertThat(reports.stream().mapToInt(IssueInvoices.Report::issued).sum())
        .as("seed %s", seed)
        .isEqualTo(documents);
    areWithoutGap(partners, documents, "seed " + seed);
  }

  private void areWithoutGap(int partners, int documents, String which) {
    Map<String, List<DocumentNumber>> series = new TreeMap<>();
    var texts = new ArrayList<String>();
    for (int i = 0; i < partners; i++) {
      for (var invoice : new Billing(ports).all(partner(i), 100)) {
        var number = invoice.inSeries().orElseThrow();
        series.computeIfAbsent(number.series(), _ -> new ArrayList<>()).add(number);
        texts.add(invoice.numberText());
      }
    }
    assertThat(texts).as(which).hasSize(documents).doesNotHaveDuplicates();
    series.forEach(
        (name, numbers) -> {
          numbers.sort(Comparator.comparingLong(DocumentNumber::number));
          for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i).number()).as("%s: %s", which, name).isEqualTo(i + 1);
          }
          assertThat(ports.invoices().last(name).orElseThrow().number())
              .as(which)
              .isEqualTo(numbers.size());
        });
  }

  /** Forges the count of a series, as no function does. The guard still keeps the number taken. */
  @Test
  void aNumberThatIsTakenIsNotGivenAgainEvenIfTheCountOfItsSeriesIsLost() {
    areKnown(2);
    isSet(OF_ALL);
    buys(partner(0), "2020-06-10T00:00:00Z", perpetual());
    issue("2020-07-01T01:00:00Z");
    cloud
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(Interrupted.variable(cloud.environment(), "KEYSHELF_TABLE"))
                    .key(NumberItems.series("KS-2020-{number}").values()));
    buys(partner(1), "2020-07-10T00:00:00Z", perpetual());

    var report = issue(ports.invoices(), "2020-08-01T01:00:00Z");

    assertThat(report.failed()).extracting(each -> each.partner()).containsExactly(partner(1));
    assertThat(numbers(partner(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "3, 8"})
  void issuingAMonthTakes2AndTwoForEachCurrency(int currencies, int actions) {
    new Steps(ports).partnerIsKnown();
    isSet(OF_ALL);
    for (var currency : List.of("USD", "JPY", "KWD").subList(0, currencies)) {
      buys(PARTNER, "2020-06-10T00:00:00Z", perpetual().priced("5", currency));
    }
    var writes = new CountedWrites();
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    issue(
        new DynamoInvoices(writes.table(OnDynamo.environment(cloud)), clock),
        "2020-07-01T01:00:00Z");

    assertThat(writes.transactions()).containsExactly(actions);
  }
}
