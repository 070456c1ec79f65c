package dev.keyshelf.webhooks;

import static dev.keyshelf.webhooks.WebhookSteps.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.webhook.SigningSecret;
import dev.keyshelf.domain.webhook.Webhook;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateWebhookHandlerTest {
  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final WebhookSteps steps = new WebhookSteps(fixture);

  @BeforeEach
  void partnerExists() {
    fixture.partnerIs(false);
  }

  @Test
  void createsAWebhook() {
    var reply = steps.create(CREATE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/address")).isEqualTo("https://hooks.example.com/keyshelf");
    assertThat(reply.at("/types/0")).isEqualTo("dev.keyshelf.order.*");
    assertThat(reply.at("/description")).isEqualTo("Orders for the ERP");
    assertThat(reply.at("/state")).isEqualTo("ACTIVE");
    assertThat(reply.at("/secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(reply.at("/publicKeys/0/key")).matches("whpk_[A-Za-z0-9+/]{43}=");
    assertThat(reply.header("Location")).isEqualTo("/v1/webhooks/" + reply.at("/webhookId"));
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void beginsAfterTheLastEventOfTheFeed() {
    steps.created();
    var last = steps.published();

    assertThat(steps.create(CREATE).at("/position")).isEqualTo(Long.toString(last));
  }

  @Test
  void showsTheSecretThatSigns() {
    var reply = steps.create(CREATE);
    var webhook = steps.webhook(reply.at("/webhookId"));
    var opened =
        fixture
            .ports()
            .webhookVault()
            .open(webhook.secrets().getFirst().sealed(), webhook.boundTo());

    assertThat(SigningSecret.of(opened).secret()).isEqualTo(reply.at("/secret"));
  }

  @Test
  void repeatsTheAnswerWithItsSecret() {
    var first = steps.create(CREATE);
    var second = steps.create(CREATE);

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(fixture.ports().webhooks().webhooks().list(Story.PARTNER)).hasSize(1);
  }

  @Test
  void recordsTheHostWithoutThePath() {
    var id = steps.created();
    var record = steps.record(Operation.WEBHOOK_CREATED);

    assertThat(record.subject()).isEqualTo(Subject.of(steps.webhook(id).id()));
    assertThat(record.detail()).contains("host hooks.example.com");
  }

  @Test
  void sendsAllTypesUnlessSomeAreNamed() {
    var reply = steps.create(CREATE.withBody("{\"address\": \"https://a.example.com\"}"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.json().get("types")).isEmpty();
    assertThat(reply.json().has("description")).isFalse();
  }

  @Test
  void refusesOneMoreThanAPartnerCanHave() {
    for (int i = 0; i < Webhook.MOST; i++) {
      steps.created();
    }

    assertThat(steps.create(CREATE.again()).refusal()).isEqualTo("409 too-many-webhooks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /address | is missing",
        "{\"address\": \"http://a.example.com\"} | /address | must begin with https://",
        "{\"address\": \"https://10.0.0.1/\"} | /address | must have a host name, not an IP"
            + " address",
        "{\"address\": 7} | /address | must be a string",
        "{\"address\": \"https://a.example.com\", \"types\": \"x\"} | /types | must be a list of at"
            + " most 50 strings",
        "{\"address\": \"https://a.example.com\", \"url\": \"x\"} | /url | is not a field of this"
            + " request"
      })
  void refusesABodyWithFaults(String body, String pointer, String detail) {
    var reply = steps.create(CREATE.withBody(body));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(reply.at("/errors/0/detail")).isEqualTo(detail);
    assertThat(reply.json().get("errors")).hasSize(1);
  }

  @Test
  void refusesATypeThatTheFeedDoesNotHave() {
    var reply =
        steps.create(
            CREATE.withBody(
                "{\"address\": \"https://a.example.com\","
                    + " \"types\": [\"dev.keyshelf.order.*\", \"order.placed\", 3]}"));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/pointer")).isEqualTo("/types/1");
    assertThat(reply.at("/errors/1/pointer")).isEqualTo("/types/2");
  }

  @Test
  void refusesASuspendedPartner() {
    fixture.partnerIs(true);

    assertThat(steps.create(CREATE).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesOtherRoles() {
    assertThat(steps.create(CREATE.from("AdminAgent", "AccountAdmin")).refusal())
        .isEqualTo("403 role-required");
  }
}
