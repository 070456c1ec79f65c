package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class CreateLinkHandlerTest {
  private static final Events CREATE = Events.of("create-link");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void publish(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.partnerIs(wiring.partners(), false);
    Situations.isPublished(wiring.catalogueVersions(), Story.catalogue(), Instant.EPOCH);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new CreateLinkHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  private void bought(Purchase purchase) {
    Story.isPlaced(wiring.orders(), Story.order(purchase));
  }

  @Test
  void makesALinkToTheFileOfTheChoice() {
    bought(Story.licences());
    var reply = answer(CREATE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/url"))
        .matches("https://a1b2c3d4e5\\.execute-api\\.us-east-1\\.amazonaws\\.com/d/[\\w-]{43}");
    assertThat(reply.at("/artifact/fileName")).isEqualTo(Story.file().fileName());
    assertThat(reply.at("/downloadsLeft")).isEqualTo("50");
    assertThat(reply.at("/expiresAt")).isEqualTo("2026-12-04T09:10:00Z");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void answersARetryWithTheSameLinkAndAnotherRequestWithAnother() {
    bought(Story.licences());
    var first = answer(CREATE);

    assertThat(answer(CREATE).text()).isEqualTo(first.text());
    assertThat(answer(CREATE).header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(answer(CREATE.again()).at("/url")).isNotEqualTo(first.at("/url"));
  }

  @Test
  void refusesAFileThatTheProductHasNotAndNamesThoseItHas() {
    bought(Story.licences());
    var reply =
        answer(
            CREATE.withBody("{\"version\": \"1\", \"language\": \"xx\", \"fileType\": \"ISO\"}"));

    assertThat(reply.refusal()).isEqualTo("422 artifact-unavailable");
    assertThat(reply.at("/choices/0/language")).isEqualTo("en-US");
  }

  @Test
  void refusesABodyThatNamesAnObject() {
    bought(Story.licences());
    var reply =
        answer(
            CREATE.withBody(
                """
                {"version": "2019", "language": "en-US", "fileType": "ISO",
                 "fileName": "../../etc/passwd"}
                """));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/fileName");
  }

  @Test
  void refusesWhatWasCancelled() {
    bought(Story.licences());
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());

    assertThat(answer(CREATE).refusal()).isEqualTo("409 order-cancelled");
  }

  @Test
  void refusesFromTheEndOfTheTerm() {
    bought(Story.subscription());
    clock.strike(Instant.parse("2026-12-20T09:10:00Z"));

    assertThat(answer(CREATE).refusal()).isEqualTo("410 term-ended");
  }

  @Test
  void refusesASuspendedPartner() {
    bought(Story.licences());
    Story.partnerIs(wiring.partners(), true);

    assertThat(answer(CREATE).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    bought(Story.licences());

    assertThat(answer(CREATE.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(CREATE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
