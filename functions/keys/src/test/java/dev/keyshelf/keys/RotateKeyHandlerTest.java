package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests replacing keys, and listing them masked. */
class RotateKeyHandlerTest {
  private static final Events REVEAL = Events.of("reveal-keys");
  private static final Events READ = Events.of("read-keys");
  private static final Events ROTATE = Events.of("rotate-key");
  private static final List<String> SUPPLIED =
      List.of("XXXXX-00001-AAAAA-AAAAA-AAAA1", "XXXXX-00002-AAAAA-AAAAA-AAAA2");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void buy() {
    fixture.partnerIs(false);
    fixture.supplied(SUPPLIED);
    fixture.bought(Story.licences());
  }

  private String revealed() {
    var reply = fixture.send(RevealKeysHandler::new, REVEAL.again());
    return reply.json().at("/keys/0/key").asText();
  }

  private Reply rotate(Events event) {
    return fixture.send(RotateKeyHandler::new, event);
  }

  private static Events of(String key) {
    return ROTATE.withBody(
        "{\"lastFive\":\"%s\",\"reasonCode\":\"COMPROMISED\"}"
            .formatted(key.substring(key.length() - 5)));
  }

  private Reply list() {
    return fixture.send(ReadKeysHandler::new, READ);
  }

  @Test
  void showsTheKeyThatIsIssuedInItsPlace() {
    var old = revealed();
    var reply = rotate(of(old));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().findValuesAsText("key"))
        .containsExactly(SUPPLIED.getFirst().equals(old) ? SUPPLIED.getLast() : SUPPLIED.getFirst())
        .containsExactly(revealed());
  }

  @Test
  void showsTheSameKeyAgainForARetry() {
    var event = of(revealed());
    var first = rotate(event);
    var again = rotate(event);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void refusesAKeyThatWasReplacedBefore() {
    var event = of(revealed());
    rotate(event);

    assertThat(rotate(event.again()).refusal()).isEqualTo("409 key-not-current");
  }

  @Test
  void keepsTheOldKeyWhenThePoolIsEmpty() {
    rotate(of(revealed()));
    var last = revealed();

    assertThat(rotate(of(last).again()).refusal()).isEqualTo("503 keys-exhausted");
    assertThat(revealed()).isEqualTo(last);
  }

  @Test
  void isNotFoundBeforeTheKeysAreIssued() {
    assertThat(rotate(ROTATE).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "01", "x", "99999999999"})
  void isNotFoundUnderAnUnknownOrdinal(String ordinal) {
    var event = of(revealed());

    assertThat(rotate(event.withVariable("ordinal", ordinal)).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lastFive\":\"AAAA1\"}",
        "{\"reasonCode\":\"LOST\"}",
        "{\"lastFive\":\"aaa-1\",\"reasonCode\":\"LOST\"}",
        "{\"lastFive\":\"AAAA1\",\"reasonCode\":\"STOLEN\"}",
        "{\"lastFive\":\"AAAA1\",\"reasonCode\":\"LOST\",\"reason\":\"\"}",
        "{\"lastFive\":\"AAAA1\",\"reasonCode\":\"LOST\",\"key\":\"x\"}"
      })
  void requiresTheKeyAndTheReason(String body) {
    assertThat(rotate(ROTATE.withBody(body)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void refusesASuspendedPartner() {
    var event = of(revealed());
    fixture.partnerIs(true);

    assertThat(rotate(event).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesACancelledPurchase() {
    var event = of(revealed());
    cancel();

    assertThat(rotate(event).refusal()).isEqualTo("410 key-revoked");
  }

  private void cancel() {
    fixture.cancelled();
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    var event = of(revealed());

    assertThat(rotate(event.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(rotate(event.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void listsNothingBeforeTheKeysAreIssued() {
    assertThat(list().text()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void listsEachKeyByItsLastFiveCharactersOnly() {
    var old = revealed();
    rotate(of(old));

    assertThat(list().text()).doesNotContain(old, revealed(), "XXXXX-");
    assertThat(list().at("/items/0/lastFive")).isEqualTo(old.substring(old.length() - 5));
    assertThat(list().json().findValuesAsText("state")).containsExactly("REVOKED", "WORKING");
    assertThat(list().at("/items/0/revocation/reasonCode")).isEqualTo("COMPROMISED");
    assertThat(list().at("/items/0/revocation/revokedBy")).isEqualTo("ada@contoso.example");
    assertThat(list().json().at("/items/1").has("revocation")).isFalse();
  }

  @Test
  void listsTheKeysOfACancelledPurchaseAsCancelled() {
    revealed();
    cancel();

    assertThat(list().json().findValuesAsText("state")).containsExactly("CANCELLED");
  }

  @Test
  void allowsListingOnlyForBuyersOfThePartner() {
    assertThat(fixture.send(ReadKeysHandler::new, READ.from("GlobalAdmin")).status())
        .isEqualTo(200);
    assertThat(fixture.send(ReadKeysHandler::new, READ.from("AccountAdmin")).refusal())
        .isEqualTo("403 role-required");
    assertThat(fixture.send(ReadKeysHandler::new, READ.ofPartner("partner-b")).refusal())
        .isEqualTo("404 not-found");
  }
}
