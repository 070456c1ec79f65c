package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.billing.BillingAccount;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.money.Money;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IssueInvoicesHandlerTest {
  private static final Events FIRED = Events.of("issue-invoices");
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant DUE_AT = Instant.parse("2026-12-01T01:00:00Z");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void placeTheOrder() {
    fixture.partnerIs(false);
    fixture.bought(Story.licences());
  }

  private String answer(Events event) {
    var answer = fixture.fire(IssueInvoicesHandler::new, event);
    return "issued %s, complete %s".formatted(answer.get("issued"), answer.get("complete"));
  }

  private List<Invoice> november() {
    return fixture.ports().invoices().list(Story.PARTNER, NOVEMBER);
  }

  @Test
  void issuesNothingEarlyAndIgnoresTheTimeOfTheEvent() {
    fixture.strike(DUE_AT.minusMillis(1));

    assertThat(answer(FIRED)).isEqualTo("issued 0, complete true");
    assertThat(november()).isEmpty();
  }

  @Test
  void issuesEachInvoiceOnceOverSeveralRuns() {
    fixture.strike(DUE_AT);

    assertThat(answer(FIRED)).isEqualTo("issued 1, complete true");
    assertThat(answer(FIRED)).isEqualTo("issued 0, complete true");
    assertThat(november()).extracting(Invoice::issuedAt).containsExactly(DUE_AT);
  }

  @Test
  void leavesTheRestToTheNextRunWhenTimeRunsOut() {
    fixture.strike(DUE_AT);

    assertThat(answer(FIRED.withTimeLeft(Duration.ofSeconds(15))))
        .isEqualTo("issued 0, complete false");
    assertThat(answer(FIRED)).isEqualTo("issued 1, complete true");
  }

  @Test
  void failsIfAPartnerCannotBeInvoiced() {
    var none = BillingAccount.of(Story.PARTNER);
    var debt = new TreeMap<>(Map.of("USD", Money.of("1.00", "USD")));
    var broken =
        new BillingAccount(
            Story.PARTNER, 0, none.issuedThrough(), none.settledThrough(), List.of(), debt);
    fixture.ports().invoices().issue(Optional.empty(), broken, List.of());
    fixture.strike(DUE_AT);

    assertThatThrownBy(() -> answer(FIRED)).hasStackTraceContaining("some partners");
    assertThat(november()).isEmpty();
  }
}
