package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadActivityHandlerTest {
  private static final Events READ = Events.of("read-activity");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void makeTheLink(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.exists(wiring.customers(), Story.customerIn("US"));
    var order = Story.order(Story.licences());
    Story.isPlaced(wiring.orders(), order);
    Story.isLinked(wiring.downloadLinks(), order);
    clock.strike(Instant.parse("2026-11-20T09:50:00Z"));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadActivityHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  @Test
  void listsTheRangeOfTheEventNewestFirst() {
    var reply = answer(READ);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/from")).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(reply.json().get("items").findValuesAsText("operation"))
        .hasSize(3)
        .containsExactlyInAnyOrder("CUSTOMER_CREATED", "ORDER_PLACED", "LINK_CREATED");
    assertThat(reply.text()).doesNotContain(Story.TOKEN.text());
  }

  @Test
  void includesItsStartAndExcludesItsEnd() {
    assertThat(answer(READ.withQuery("from=2026-11-20T09:10:00Z&to=2026-11-20T09:10:00.001Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).hasSize(3));
    assertThat(answer(READ.withQuery("from=2026-11-20T00:00:00Z&to=2026-11-20T09:10:00Z")))
        .satisfies(reply -> assertThat(reply.json().get("items")).isEmpty());
  }

  @Test
  void readsTheSameInstantInAnyZone() {
    var utc = answer(READ.withQuery("from=2026-11-20T09:10:00Z&to=2026-11-20T10:00:00Z"));
    var elsewhere =
        answer(READ.withQuery("from=2026-11-20T18:10:00%2B09:00&to=2026-11-20T07:00:00-03:00"));

    assertThat(elsewhere.text()).isEqualTo(utc.text());
  }

  @Test
  void givesEachRecordOnceOverAllPages() {
    var ids = new ArrayList<String>();
    var page = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1"));
    while (page.json().has("next")) {
      ids.addAll(page.json().get("items").findValuesAsText("id"));
      page = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1&cursor=" + page.at("/next")));
    }
    ids.addAll(page.json().get("items").findValuesAsText("id"));

    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void refusesTheCursorOfAnotherRange() {
    var cursor = answer(READ.withQuery("from=2026-11-20T00:00:00Z&limit=1")).at("/next");

    assertThat(
            answer(READ.withQuery("from=2026-11-19T00:00:00Z&limit=1&cursor=" + cursor)).refusal())
        .isEqualTo("400 validation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z",
        "from=2026-02-30T00:00:00Z",
        "from=0001-01-01T00:00:00Z",
        "to=9999-01-01T00:00:00Z",
        "from=2026-11-20T00:00:00",
        "from=2026-11-20",
        "from=yesterday"
      })
  void refusesARangeThatIsNone(String query) {
    assertThat(answer(READ.withQuery(query)).refusal()).isEqualTo("400 range-invalid");
  }

  @Test
  void isForTheReadersOfTheLogOfOnePartner() {
    for (var role :
        new String[] {"GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin"}) {
      assertThat(answer(READ.from(role)).status()).as(role).isEqualTo(200);
    }
    assertThat(answer(READ.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(READ.ofPartner("partner-b")).json().get("items")).isEmpty();
  }
}
