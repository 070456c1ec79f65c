package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of merge patches, where absent, null and present fields differ. */
class BodyMergeTest {
  private static Body body(String json) {
    return Body.of(withBody(json));
  }

  private static List<Fault> faults(Body body) {
    return catchThrowableOfType(ProblemException.class, body::done).problem().faults();
  }

  private static Optional<Integer> number(Body body) {
    return body.optionalParsed("n", 3, "a number", text -> Optional.of(text).map(String::length));
  }

  @Test
  void takesAMergePatchByItsOwnMediaTypeInAPatchOnly() {
    var type = "application/merge-patch+json";

    Body.of(withBody("PATCH", type, "{}")).done();
    var refused =
        catchThrowableOfType(ProblemException.class, () -> Body.of(withBody("POST", type, "{}")));

    assertThat(refused.problem().status()).isEqualTo(415);
  }

  @Test
  void distinguishesNullFromAnAbsentField() {
    assertThat(body("{\"a\":null}").isNull("a")).isTrue();
    assertThat(body("{}").isNull("a")).isFalse();
    assertThat(body("{\"a\":\"null\"}").isNull("a")).isFalse();
  }

  @Test
  void knowsAFieldThatWasCheckedForNull() {
    var body = body("{\"a\":null}");
    body.isNull("a");

    body.done();
  }

  @Test
  void refusesToRemoveARequiredField() {
    var body = body("{\"a\":null,\"b\":\"x\"}");
    body.cannotBeRemoved("a", "b", "c");

    assertThat(faults(body)).containsExactly(Fault.at("/a", "cannot be removed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":\"x\"}", "{\"a\":null}", "{\"a\":{}}"})
  void refusesAFieldOnceWithItsReason(String json) {
    var body = body(json);
    body.refuse("a", "cannot change");

    assertThat(faults(body)).containsExactly(Fault.at("/a", "cannot change"));
  }

  @Test
  void refusesNoAbsentField() {
    var body = body("{}");
    body.refuse("a", "cannot change");
    body.cannotBeRemoved("b");

    body.done();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"n\":null}"})
  void readsAnAbsentTextAsEmpty(String json) {
    var body = body(json);

    assertThat(number(body)).isEmpty();
    body.done();
  }

  @Test
  void parsesAnOptionalText() {
    assertThat(number(body("{\"n\":\"abc\"}"))).contains(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"n\":1}", "{\"n\":\"\"}", "{\"n\":\"abcd\"}", "{\"n\":\"a\\r\\nb\"}"})
  void refusesATextOfAnotherTypeOrLength(String json) {
    var body = body(json);

    assertThat(number(body)).isEmpty();
    assertThat(faults(body)).extracting(Fault::pointer).containsExactly(Optional.of("/n"));
  }

  @Test
  void saysWhatAParserExpects() {
    var body = body("{\"n\":\"abc\"}");
    body.optionalParsed("n", 3, "a number", _ -> Optional.empty());

    assertThat(faults(body)).containsExactly(Fault.at("/n", "must be a number"));
  }

  @Test
  void readsAnOptionalObject() {
    assertThat(body("{}").optionalObject("o")).isEmpty();
    assertThat(body("{\"o\":null}").optionalObject("o")).isEmpty();
    assertThat(body("{\"o\":{\"a\":\"x\"}}").optionalObject("o").map(inner -> inner.text("a", 1)))
        .contains("x");
  }

  @Test
  void namesTheFaultsOfAnOptionalObject() {
    var body = body("{\"o\":{\"b\":1}}");
    body.optionalObject("o").orElseThrow().text("a", 1);
    var other = body("{\"o\":\"x\"}");
    other.optionalObject("o");

    assertThat(faults(body))
        .extracting(Fault::pointer)
        .containsExactly(Optional.of("/o/a"), Optional.of("/o/b"));
    assertThat(faults(other)).containsExactly(Fault.at("/o", "must be an object"));
  }
}
