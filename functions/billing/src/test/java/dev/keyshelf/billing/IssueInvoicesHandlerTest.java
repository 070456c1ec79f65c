package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.testkit.Bought;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class IssueInvoicesHandlerTest {
  private static final Events FIRED = Events.of("issue-invoices");
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant DUE_AT = Instant.parse("2026-12-01T01:00:00Z");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void placeTheOrder(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.partnerIs(wiring.partners(), false);
    Story.isPlaced(wiring.orders(), Story.order(Story.licences()));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private String answer(Events event) {
    var answer =
        event
            .to(
                new IssueInvoicesHandler(wiring)::handleRequest,
                ScheduledEvent.class,
                Context.class)
            .answer();
    return "issued %s, complete %s".formatted(answer.get("issued"), answer.get("complete"));
  }

  private List<Invoice> november() {
    return wiring.invoices().list(Story.PARTNER, NOVEMBER);
  }

  @Test
  void issuesNothingBeforeItsTimeWhateverTheEventSays() {
    clock.strike(DUE_AT.minusMillis(1));

    assertThat(answer(FIRED)).isEqualTo("issued 0, complete true");
    assertThat(november()).isEmpty();
  }

  @Test
  void issuesEachInvoiceOnceHoweverOftenItIsFired() {
    clock.strike(DUE_AT);

    assertThat(answer(FIRED)).isEqualTo("issued 1, complete true");
    assertThat(answer(FIRED)).isEqualTo("issued 0, complete true");
    assertThat(november()).extracting(Invoice::issuedAt).containsExactly(DUE_AT);
  }

  @Test
  void leavesTheRestToTheNextRunWhenItsTimeRunsOut() {
    clock.strike(DUE_AT);

    assertThat(answer(FIRED.withTimeLeft(Duration.ofSeconds(15))))
        .isEqualTo("issued 0, complete false");
    assertThat(answer(FIRED)).isEqualTo("issued 1, complete true");
  }

  @Test
  void failsForThosePartnersThatItCannotInvoice() {
    var tooMuch = Bought.perpetual().times(1).priced("90000000000000000.00", "USD").purchase();
    for (int i = 0; i < 2; i++) {
      var at = Story.BOUGHT_AT.plusMillis(i);
      Story.isPlaced(wiring.orders(), Story.ordered(tooMuch).at(at).order());
    }
    clock.strike(DUE_AT);

    assertThatThrownBy(() -> answer(FIRED)).hasStackTraceContaining("some partners");
    assertThat(november()).isEmpty();
  }
}
