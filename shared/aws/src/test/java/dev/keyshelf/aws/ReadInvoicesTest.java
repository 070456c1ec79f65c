package dev.keyshelf.aws;

import static dev.keyshelf.aws.Billing.month;
import static dev.keyshelf.aws.Billing.usd;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyshelf.domain.billing.LedgerEntry;
import dev.keyshelf.domain.billing.ReadInvoices.Month;
import dev.keyshelf.domain.billing.Settlement;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads months as they were issued or, before that, in their current state. */
@Timeout(120) // Stops a store whose pages never end.
@OnCloud
class ReadInvoicesTest {
  private final Wiring ports;

  ReadInvoicesTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  private Billing billing() {
    return new Billing(ports);
  }

  @BeforeEach
  void partnerIsKnown() {
    new Steps(ports).partnerIsKnown();
  }

  @Test
  void listsTheEntriesOfOneCurrency() {
    billing().bought("2020-06-01T00:00:00Z", "1.00", "USD");
    billing().bought("2020-06-02T00:00:00Z", "2", "JPY");
    billing().issued("2020-07-01T01:00:00Z");
    var june = billing().reading().month(PARTNER, month("2020-06"));

    var yen = Optional.of(Currency.getInstance("JPY"));
    assertThat(billing().reading().list(june, yen, 10, Optional.empty()).entries())
        .extracting(LedgerEntry::amount)
        .extracting(Object::toString)
        .containsExactly("2 JPY");
  }

  @Test
  void showsTheCurrentStateOfAMonthInProgress() {
    billing().bought("2020-06-01T00:00:00Z", "10.00");
    billing().cancelled(billing().bought("2020-06-02T00:00:00Z", "2.00"), "2020-06-03T00:00:00Z");

    var june = billing().reading().month(PARTNER, month("2020-06"));

    assertThat(june).isInstanceOf(Month.InProgress.class);
    var previews = billing().reading().preview((Month.InProgress) june);
    assertThat(previews)
        .extracting(each -> each.totals().net(), Settlement::due)
        .containsExactly(tuple(usd("10.00"), usd("10.00")));
    assertThat(billing().entries("2020-06")).hasSize(3);
  }

  @Test
  void previewsTheInvoice() {
    billing().cancelled(billing().bought("2020-06-20T00:00:00Z", "10.00"), "2020-07-10T00:00:00Z");
    billing().issued("2020-08-01T01:00:00Z");
    billing().bought("2020-08-10T00:00:00Z", "4.00");
    var august = (Month.InProgress) billing().reading().month(PARTNER, month("2020-08"));

    var previews = billing().reading().preview(august);
    billing().issued("2020-09-01T01:00:00Z");

    assertThat(previews).containsExactly(billing().of("2020-08").settlement());
  }

  @Test
  void previewsALateEntryInTheMonthThatWillCarryIt() {
    billing().bought("2020-06-01T00:00:00Z", "100.00");
    billing().issued("2020-07-01T01:00:00Z");
    billing().bought("2020-06-15T00:00:00Z", "3.00");
    billing().bought("2020-06-16T00:00:00Z", "7.00");
    billing().bought("2020-07-02T00:00:00Z", "0.40");
    var july = (Month.InProgress) billing().reading().month(PARTNER, month("2020-07"));

    var previews = billing().reading().preview(july);

    assertThat(previews).extracting(Settlement::due).containsExactly(usd("10.40"));
    for (int limit = 1; limit < 5; limit++) {
      assertThat(billing().entries("2020-07", limit))
          .extracting(entry -> entry.amount().toString())
          .containsExactly("3.00 USD", "7.00 USD", "0.40 USD");
    }
    assertThat(billing().entries("2020-08")).isEmpty();
    billing().issued("2020-08-01T01:00:00Z");
    assertThat(previews).containsExactly(billing().of("2020-07").settlement());
  }

  @Test
  void listsTheEntriesOfAnIssuedMonthPageByPage() {
    for (int i = 10; i < 17; i++) {
      billing().bought("2020-06-%sT00:00:00Z".formatted(i), "1.00");
    }
    billing().issued("2020-07-01T01:00:00Z");
    billing().bought("2020-06-12T12:00:00Z", "9.00");
    billing().bought("2020-07-12T12:00:00Z", "1.00");
    billing().issued("2020-08-01T01:00:00Z");

    for (int limit = 1; limit < 9; limit++) {
      assertThat(billing().entries("2020-06", limit))
          .extracting(entry -> entry.at().toString().substring(8, 10))
          .containsExactly("10", "11", "12", "13", "14", "15", "16");
      assertThat(billing().entries("2020-07", limit)).hasSize(2);
    }
  }

  @Test
  void addsUpAnyTotal() {
    for (int i = 1; i < 4; i++) {
      billing().bought("2020-06-0%sT00:00:00Z".formatted(i), "90000000000000000.00");
    }
    billing().bought("2020-07-01T00:00:00Z", "1.00");

    assertThat(billing().issued("2020-08-01T01:00:00Z")).isEqualTo(2);

    assertThat(billing().of("2020-06").settlement().due()).hasToString("270000000000000000.00 USD");
    assertThat(billing().of("2020-07").settlement().due()).isEqualTo(usd("1.00"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPageEndsBeforeItHasMoreThan2000Lines(boolean issued) {
    var steps = new Steps(ports);
    for (int i = 0; i < 82; i++) {
      var at = Instant.parse("2020-06-10T12:00:00Z").plusSeconds(i);
      steps.placed(Collections.nCopies(25, perpetual().on(at)).toArray(Bought[]::new));
    }
    if (issued) {
      billing().issued("2020-07-01T01:00:00Z");
    }
    var june = billing().reading().month(PARTNER, month("2020-06"));

    var page = billing().reading().list(june, Optional.empty(), 200, Optional.empty());

    assertThat(page.entries()).hasSize(80);
    var rest = billing().reading().list(june, Optional.empty(), 200, page.next());
    assertThat(rest.entries())
        .extracting(entry -> entry.at().toString())
        .containsExactly("2020-06-10T12:01:20Z", "2020-06-10T12:01:21Z");
    assertThat(rest.next()).isEmpty();
    assertThat(billing().reading().list(june, Optional.empty(), 80, Optional.empty()))
        .isEqualTo(page);
  }
}
