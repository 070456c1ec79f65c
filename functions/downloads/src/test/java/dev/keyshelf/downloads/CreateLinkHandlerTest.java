package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreateLinkHandlerTest {
  private static final Events CREATE = Events.of("create-link");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void publish() {
    fixture.partnerIs(false);
    Catalogues.isPublished(fixture.ports().catalogueVersions(), Story.catalogue(), Instant.EPOCH);
  }

  private Reply answer(Events event) {
    return fixture.send(CreateLinkHandler::new, event);
  }

  @Test
  void createsALinkToTheChosenFile() {
    fixture.bought(Story.licences());
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
  void returnsTheSameLinkForARetryAndANewOneOtherwise() {
    fixture.bought(Story.licences());
    var first = answer(CREATE);

    assertThat(answer(CREATE).text()).isEqualTo(first.text());
    assertThat(answer(CREATE).header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(answer(CREATE.again()).at("/url")).isNotEqualTo(first.at("/url"));
  }

  @Test
  void refusesAMissingFileAndNamesTheAvailableOnes() {
    fixture.bought(Story.licences());
    var reply =
        answer(
            CREATE.withBody("{\"version\": \"1\", \"language\": \"xx\", \"fileType\": \"ISO\"}"));

    assertThat(reply.refusal()).isEqualTo("422 artifact-unavailable");
    assertThat(reply.at("/choices/0/language")).isEqualTo("en-US");
  }

  @Test
  void refusesABodyThatNamesAnObject() {
    fixture.bought(Story.licences());
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
  void refusesACancelledPurchase() {
    fixture.bought(Story.licences());
    fixture.cancelled();

    assertThat(answer(CREATE).refusal()).isEqualTo("409 order-cancelled");
  }

  @Test
  void refusesFromTheEndOfTheTerm() {
    fixture.bought(Story.subscription());
    fixture.strike(Instant.parse("2026-12-20T09:10:00Z"));

    assertThat(answer(CREATE).refusal()).isEqualTo("410 term-ended");
  }

  @Test
  void refusesASuspendedPartner() {
    fixture.bought(Story.licences());
    fixture.partnerIs(true);

    assertThat(answer(CREATE).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    fixture.bought(Story.licences());

    assertThat(answer(CREATE.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(CREATE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
