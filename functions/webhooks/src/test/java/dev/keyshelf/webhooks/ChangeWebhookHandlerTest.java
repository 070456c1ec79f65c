package dev.keyshelf.webhooks;

import static dev.keyshelf.webhooks.WebhookSteps.PING;
import static dev.keyshelf.webhooks.WebhookSteps.ROTATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of users on a webhook that exists. */
class ChangeWebhookHandlerTest {
  private static final String UNKNOWN = "01KAGM8D40J5Q2W7T9Y1B3N6RZ";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final WebhookSteps steps = new WebhookSteps(fixture);

  @BeforeEach
  void partnerExists() {
    fixture.partnerIs(false);
  }

  @Test
  void pausesAndResumes() {
    var id = steps.created();

    assertThat(steps.change(id, "{\"state\": \"PAUSED\"}").at("/state")).isEqualTo("PAUSED");
    assertThat(steps.record(Operation.WEBHOOK_CHANGED).detail()).contains("paused");
    assertThat(steps.change(id, "{\"state\": \"ACTIVE\"}").at("/state")).isEqualTo("ACTIVE");
  }

  @Test
  void switchesOnWhatWasSwitchedOff() {
    var id = steps.created();
    steps.isFailing(id);
    steps.isOff(id);

    assertThat(steps.read(id).at("/off/reason")).isEqualTo("GONE");
    var reply = steps.change(id, "{\"state\": \"ACTIVE\"}");

    assertThat(reply.at("/state")).isEqualTo("ACTIVE");
    assertThat(reply.json().has("off")).isFalse();
    assertThat(reply.json().has("failing")).isFalse();
  }

  @Test
  void keepsTheFailuresIfOtherMembersChange() {
    var id = steps.created();
    steps.isFailing(id);
    steps.change(id, "{\"description\": null}");

    assertThat(steps.read(id).at("/failing/last/status")).isEqualTo("503");
    assertThat(steps.read(id).json().has("description")).isFalse();
  }

  @Test
  void forgetsTheFailuresOfAnotherAddress() {
    var id = steps.created();
    steps.isFailing(id);
    var reply = steps.change(id, "{\"address\": \"https://other.example.com/x?token=y\"}");

    assertThat(reply.json().has("failing")).isFalse();
    var record = steps.record(Operation.WEBHOOK_CHANGED);
    assertThat(record.changed()).containsExactly("address");
    assertThat(record.detail()).contains("host hooks.example.com to other.example.com");
  }

  @Test
  void recordsNothingIfNothingChanges() {
    var id = steps.created();
    var version = steps.webhook(id).version();
    var reply = steps.change(id, "{\"state\": \"ACTIVE\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(steps.webhook(id).version()).isEqualTo(version);
  }

  @Test
  void refusesToRemoveWhatAWebhookNeeds() {
    var reply = steps.change(steps.created(), "{\"address\": null, \"state\": \"OFF\"}");

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/address");
    assertThat(reply.at("/errors/1/pointer")).isEqualTo("/state");
  }

  @Test
  void keepsTheOldSecretForADay() {
    var id = steps.created();
    fixture.strike(fixture.now().plusSeconds(60));
    var reply = steps.rotate(ROTATE, id);
    var end = fixture.now().plus(Duration.ofHours(24));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().get("secrets")).hasSize(2);
    assertThat(reply.at("/secrets/1/expiresAt")).isEqualTo(end.toString());
    assertThat(reply.at("/publicKeys/1/expiresAt")).isEqualTo(end.toString());
    assertThat(steps.record(Operation.WEBHOOK_CHANGED).changed()).containsExactly("secret");
    assertThat(steps.rotate(ROTATE, id).text()).isEqualTo(reply.text());
    fixture.strike(end);
    assertThat(steps.read(id).json().get("secrets")).hasSize(1);
    assertThat(steps.read(id).text()).doesNotContain("whsec_");
  }

  @Test
  void pingsWithTheEventOfItsRecord() {
    var id = steps.created();
    steps.isFailing(id);
    var reply = steps.ping(PING, id);

    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    assertThat(reply.at("/eventId")).isEqualTo(steps.record(Operation.WEBHOOK_PINGED).id());
    assertThat(steps.webhook(id).isDueAt(fixture.now())).isTrue();
    assertThat(steps.ping(PING, id).text()).isEqualTo(reply.text());
  }

  @Test
  void sendsOneEventAgainOrAllAfterANumber() {
    var id = steps.created();
    var last = steps.published();
    steps.delivered(id, each -> each.at(last, each.again(), each.failing()));

    assertThat(steps.redeliver(id, "{\"number\": 1}").status()).isEqualTo(202);
    assertThat(steps.webhook(id).again()).containsExactly(1L);
    assertThat(steps.record(Operation.WEBHOOK_REDELIVERY_REQUESTED).detail()).contains("event 1");
    assertThat(steps.redeliver(id, "{\"after\": 0}").at("/position")).isEqualTo("0");
    assertThat(steps.webhook(id).again()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"number\": 9} | /number | must be at most the position of the webhook, which is 0",
        "{\"after\": 9} | /after | must be at most the position of the webhook, which is 0",
        "{\"number\": 0} | /number | must be a whole number from 1 to 9007199254740991",
        "{\"after\": -1} | /after | must be a whole number from 0 to 9007199254740991"
      })
  void refusesToRepeatWhatWasNotSent(String body, String pointer, String detail) {
    var reply = steps.redeliver(steps.created(), body);

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(reply.at("/errors/0/detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}", "{\"number\": 1, \"after\": 0}"})
  void wantsEitherANumberOrAllAfterOne(String body) {
    assertThat(steps.redeliver(steps.created(), body).at("/errors/0/detail"))
        .isEqualTo("send either number or after");
  }

  @Test
  void refusesMoreSingleEventsThanCanWait() {
    var id = steps.created();
    var many = Collections.nCopies(Webhook.MOST_AGAIN, 1L);
    steps.delivered(id, each -> each.at(1, many, each.failing()));

    assertThat(steps.redeliver(id, "{\"number\": 1}").refusal())
        .isEqualTo("409 too-many-redeliveries");
  }

  @Test
  void deletes() {
    var id = steps.created();
    var reply = steps.delete(id);

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.text()).isEmpty();
    assertThat(steps.read(id).refusal()).isEqualTo("404 not-found");
    assertThat(steps.delete(id).refusal()).isEqualTo("404 not-found");
    assertThat(steps.record(Operation.WEBHOOK_DELETED).detail()).contains("host hooks.example.com");
  }

  @Test
  void findsNoWebhookThatDoesNotExist() {
    assertThat(steps.change(UNKNOWN, "{\"state\": \"PAUSED\"}").refusal())
        .isEqualTo("404 not-found");
    assertThat(steps.rotate(ROTATE, UNKNOWN).refusal()).isEqualTo("404 not-found");
    assertThat(steps.ping(PING, "x").refusal()).isEqualTo("404 not-found");
    assertThat(steps.redeliver(UNKNOWN, "{\"after\": 0}").refusal()).isEqualTo("404 not-found");
  }

  @Test
  void isClosedToASuspendedPartnerExceptForDeleting() {
    var id = steps.created();
    fixture.partnerIs(true);

    assertThat(steps.change(id, "{\"state\": \"PAUSED\"}").refusal())
        .isEqualTo("403 partner-suspended");
    assertThat(steps.ping(PING, id).refusal()).isEqualTo("403 partner-suspended");
    assertThat(steps.rotate(ROTATE, id).refusal()).isEqualTo("403 partner-suspended");
    assertThat(steps.delete(id).status()).isEqualTo(204);
  }
}
