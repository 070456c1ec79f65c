package dev.keyshelf.api;

import static dev.keyshelf.api.Calls.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
  private static final String ULID = "01E9PX0WZ00RDER00000000001";

  @Test
  void hasThePartnerOfTheToken() {
    assertThat(aCall().by("fabrikam").call().partner()).isEqualTo(new PartnerId("fabrikam"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"con#toso", "con toso", "../x"})
  void isRefusedIfThePartnerIdOfTheTokenIsMalformed(String partner) {
    var refused = catchThrowableOfType(ProblemException.class, () -> aCall().by(partner).call());

    assertThat(refused.problem().status()).isEqualTo(401);
  }

  @Test
  void makesAnActOfItsUserAtItsTime() {
    assertThat(aCall().call().act())
        .isEqualTo(
            new Act(
                new Actor.User(
                    "ann",
                    Set.of("AdminAgent"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("203.0.113.7"),
                    Optional.of("curl/8.0")),
                Calls.NOON,
                "request-1"));
  }

  @Test
  void isAboutTheCustomerOfItsRoute() {
    assertThat(aCall().with("customerId", ULID).call().customer()).isEqualTo(new CustomerId(ULID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "%2e%2e%2f", "ORDER#1", "x", "01e9px0wz00rder00000000001"})
  void answersNotFoundForAMalformedId(String text) {
    assertNotFound(() -> aCall().with("customerId", text).call().customer());
    assertNotFound(() -> aCall().with("orderId", text).call().order());
    assertNotFound(() -> aCall().with("entitlementId", text).call().entitlement());
  }

  @Test
  void runsOnceUnderItsPartnerRouteAndKey() {
    assertThat(once(aCall().withKey("k-1")).key())
        .isEqualTo(
            new IdempotencyKey(
                new PartnerId("contoso"), "POST /v1/customers/{customerId}/orders", "k-1"));
  }

  @Test
  void cannotRunOnceWithoutAKey() {
    assertRefused(aCall().withoutKey(), ProblemCode.IDEMPOTENCY_KEY_MISSING);
  }

  @Test
  void mayHaveAKeyOf255Characters() {
    assertThat(once(aCall().withKey("k".repeat(255))).key().key()).hasSize(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "a-b+c.d", "{\"a\":1}", "9f3c0b1e-7d2a-4c55-8e7e-0a5c2f1d9b11"})
  void mayHaveAKeyOfVisibleAscii(String key) {
    assertThat(once(aCall().withKey(key)).key().key()).isEqualTo(key);
  }

  @Test
  void cannotHaveAKeyOf256Characters() {
    assertRefused(aCall().withKey("k".repeat(256)), ProblemCode.IDEMPOTENCY_KEY_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a,b",
        "a\u0000",
        "a\tb",
        "a\n",
        "\u007f",
        "\u00fc",
        "\ud83d\ude00"
      })
  void cannotHaveAKeyOfOtherCharacters(String key) {
    assertRefused(aCall().withKey(key), ProblemCode.IDEMPOTENCY_KEY_INVALID);
  }

  @Test
  void isTheSameRequestWithTheSameBytes() {
    assertThat(fingerprint(aCall())).isEqualTo(fingerprint(aCall().withKey("k-2")));
  }

  @Test
  void isAnotherRequestWithOtherBytes() {
    assertThat(fingerprint(aCall().sending("{} "))).isNotEqualTo(fingerprint(aCall()));
  }

  @Test
  void isAnotherRequestOnAnotherPath() {
    assertThat(fingerprint(aCall().at("/v1/customers/d/orders")))
        .isNotEqualTo(fingerprint(aCall()));
  }

  @Test
  void isAnotherRequestWithAnotherQuery() {
    assertThat(fingerprint(aCall().asking("lines", "1")))
        .isNotEqualTo(fingerprint(aCall()))
        .isNotEqualTo(fingerprint(aCall().asking("lines", "2")));
  }

  @Test
  void storesAnOrdinaryAnswerUnsealed() {
    var stored = once(aCall()).record("body").answer();

    assertThat(stored.secret()).isFalse();
    assertThat(stored.body()).isEqualTo("body");
  }

  @Test
  void marksAnAnswerThatHoldsASecret() {
    var once = aCall().call().<String>onceWithSecret(done -> Answer.html(201, done));

    assertThat(once.record("body").answer().secret()).isTrue();
  }

  private static void assertRefused(Calls calls, ProblemCode code) {
    var refused = catchThrowableOfType(ProblemException.class, () -> once(calls));

    assertThat(refused.problem())
        .extracting(Problem::status, Problem::code)
        .containsExactly(400, code);
  }

  private static void assertNotFound(Runnable look) {
    var refused = catchThrowableOfType(ProblemException.class, look::run);

    assertThat(refused.problem())
        .usingRecursiveComparison()
        .ignoringFields("extension")
        .isEqualTo(Problem.notFound());
  }

  private static Once<String> once(Calls calls) {
    return calls.call().once(done -> Answer.html(201, done));
  }

  private static String fingerprint(Calls calls) {
    return once(calls).fingerprint();
  }
}
