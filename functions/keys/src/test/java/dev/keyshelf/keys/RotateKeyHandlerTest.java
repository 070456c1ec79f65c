package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys replaced, and listed masked. */
@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class RotateKeyHandlerTest {
  private static final Events REVEAL = Events.of("reveal-keys");
  private static final Events READ = Events.of("read-keys");
  private static final Events ROTATE = Events.of("rotate-key");
  private static final List<String> SUPPLIED =
      List.of("XXXXX-00001-AAAAA-AAAAA-AAAA1", "XXXXX-00002-AAAAA-AAAAA-AAAA2");

  private Wiring wiring;

  @BeforeEach
  void buy(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    Story.partnerIs(wiring.partners(), false);
    var lines =
        List.of(new BatchLine(2, SUPPLIED.getFirst()), new BatchLine(3, SUPPLIED.getLast()));
    new ImportKeys(wiring.keyBatches(), wiring.keyVault())
        .add(Situations.aBatch(Story.POOL, "batch"), lines);
    Story.isPlaced(wiring.orders(), Story.order(Story.licences()));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private static Reply answer(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler, Events event) {
    return event.to(handler::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  private String revealed() {
    var reply = answer(new RevealKeysHandler(wiring), REVEAL.again());
    return reply.json().at("/keys/0/key").asText();
  }

  private Reply rotate(Events event) {
    return answer(new RotateKeyHandler(wiring), event);
  }

  private static Events of(String key) {
    return ROTATE.withBody(
        "{\"lastFive\":\"%s\",\"reasonCode\":\"COMPROMISED\"}"
            .formatted(key.substring(key.length() - 5)));
  }

  private Reply list() {
    return answer(new ReadKeysHandler(wiring), READ);
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
  void showsTheSameAgainUnderItsKey() {
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
  void leavesTheOldKeyWhenThePoolIsEmpty() {
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
  void isNotFoundUnderAnOrdinalThatNoKeyHas(String ordinal) {
    var event = of(revealed());

    assertThat(rotate(event.withVariable("ordinal", ordinal)).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lastFive\":\"AAAA1\"}",
        "{\"reasonCode\":\"LOST\"}",
        "{\"lastFive\":\"aaaa1\",\"reasonCode\":\"LOST\"}",
        "{\"lastFive\":\"AAAA1\",\"reasonCode\":\"STOLEN\"}",
        "{\"lastFive\":\"AAAA1\",\"reasonCode\":\"LOST\",\"reason\":\"\"}",
        "{\"lastFive\":\"AAAA1\",\"reasonCode\":\"LOST\",\"key\":\"x\"}"
      })
  void refusesABodyThatDoesNotSayWhichKeyAndWhy(String body) {
    assertThat(rotate(ROTATE.withBody(body)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void refusesASuspendedPartner() {
    var event = of(revealed());
    Story.partnerIs(wiring.partners(), true);

    assertThat(rotate(event).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesWhatWasCancelled() {
    var event = of(revealed());
    cancel();

    assertThat(rotate(event).refusal()).isEqualTo("410 key-revoked");
  }

  private void cancel() {
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());
  }

  @Test
  void isForAdminAgentsOfThePartner() {
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
  void listsTheKeysOfWhatWasCancelledAsSuch() {
    revealed();
    cancel();

    assertThat(list().json().findValuesAsText("state")).containsExactly("CANCELLED");
  }

  @Test
  void listsForBuyersOfThePartner() {
    assertThat(answer(new ReadKeysHandler(wiring), READ.from("GlobalAdmin")).status())
        .isEqualTo(200);
    assertThat(answer(new ReadKeysHandler(wiring), READ.from("AccountAdmin")).refusal())
        .isEqualTo("403 role-required");
    assertThat(answer(new ReadKeysHandler(wiring), READ.ofPartner("partner-b")).refusal())
        .isEqualTo("404 not-found");
  }
}
