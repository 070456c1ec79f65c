package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadLinksHandlerTest {
  private static final Events LIST = Events.of("read-links");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;
  private Order order;

  @BeforeEach
  void makeTheLink(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    order = Story.order(Story.licences());
    Story.isPlaced(wiring.orders(), order);
    Story.isLinked(wiring.downloadLinks(), order);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadLinksHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  @Test
  void listsWhatIsLeftOfEachLinkWithoutItsToken() {
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/items/0/state")).isEqualTo("LIVE");
    assertThat(reply.at("/items/0/downloadsLeft")).isEqualTo("2");
    assertThat(reply.text()).doesNotContain(Story.TOKEN.text(), Story.TOKEN.hash());
  }

  @Test
  void saysWhoMadeALinkHowOftenItWasUsedAndWhenLast() {
    Events.of("start-download")
        .to(
            new StartDownloadHandler(wiring)::handleRequest,
            APIGatewayV2HTTPEvent.class,
            Context.class);

    var reply = answer(LIST);

    assertThat(reply.at("/items/0/downloadsUsed")).isEqualTo("1");
    assertThat(reply.at("/items/0/downloadsLeft")).isEqualTo("1");
    assertThat(reply.at("/items/0/lastUsedAt")).isEqualTo(clock.instant().toString());
    assertThat(reply.at("/items/0/createdBy")).isEqualTo("ada@contoso.example");
  }

  @Test
  void listsPageByPage() {
    Story.isLinked(wiring.downloadLinks(), order, LinkToken.next());
    var first = answer(LIST.withQuery("limit=1"));
    var second = answer(LIST.withQuery("limit=1&cursor=" + first.at("/next")));

    assertThat(second.at("/items/0/linkId")).isNotEqualTo(first.at("/items/0/linkId"));
    assertThat(second.text()).doesNotContain("\"next\"");
  }

  @Test
  void refusesACursorOfAnotherList() {
    assertThat(answer(LIST.withQuery("cursor=AAAA")).refusal()).isEqualTo("400 cursor-invalid");
  }

  @Test
  void saysThatALinkHasExpiredAtTheInstantItDoes() {
    clock.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)));

    assertThat(answer(LIST).at("/items/0/state")).isEqualTo("EXPIRED");
  }

  @Test
  void saysThatTheLinksOfACancelledPurchaseAreRevoked() {
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());

    assertThat(answer(LIST).at("/items/0/state")).isEqualTo("REVOKED");
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    assertThat(answer(LIST.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(LIST.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
