package dev.keyshelf.orders;

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
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadSoftwareHandlerTest {
  private static final Events LIST = Events.of("read-software");
  private static final Events ONE =
      LIST.onRoute("GET /v1/customers/{customerId}/software/{entitlementId}")
          .withVariable("entitlementId", Story.ORDER + "-1");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void placeTheOrder(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.exists(wiring.customers(), Story.customerIn("US"));
    wiring.catalogueVersions().publish(Story.catalogue(), Instant.EPOCH);
    Story.isPlaced(wiring.orders(), Story.order(Story.subscription()));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadSoftwareHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  @Test
  void listsWhatWasBoughtAndTheDaysLeftToCancel() {
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(9)));
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/items/0/entitlementId")).isEqualTo(Story.ORDER + "-1");
    assertThat(reply.at("/items/0/state")).isEqualTo("ACTIVE");
    assertThat(reply.at("/items/0/daysLeftToCancel")).isEqualTo("51");
  }

  @Test
  void expandsOneToItsVersionsLanguagesAndFileTypes() {
    var reply = answer(ONE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/artifacts/0/version")).isEqualTo("2019");
    assertThat(reply.at("/artifacts/0/fileName")).isEqualTo(Story.file().fileName());
    assertThat(reply.text()).doesNotContain(Story.file().objectKey());
  }

  @Test
  void saysThatATermIsOverFromItsEnd() {
    clock.strike(Instant.parse("2026-12-20T09:10:00Z"));

    assertThat(answer(ONE).at("/state")).isEqualTo("TERM_ENDED");
  }

  @Test
  void findsNothingOfAnotherPartner() {
    assertThat(answer(LIST.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(ONE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void isForThoseWhoBuy() {
    assertThat(answer(LIST.from("MarketingContentAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
