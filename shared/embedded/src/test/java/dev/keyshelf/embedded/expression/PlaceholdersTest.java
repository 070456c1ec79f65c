package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Requests.EXPRESSIONS;
import static dev.keyshelf.embedded.expression.Requests.n;
import static dev.keyshelf.embedded.expression.Requests.s;
import static dev.keyshelf.embedded.expression.Requests.with;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
  @Test
  void refusesEmptyMapsAndReportsNamesFirst() {
    assertThatThrownBy(() -> Placeholders.of(Map.of(), Map.of()))
        .hasMessage("ExpressionAttributeNames must not be empty");
    assertThatThrownBy(() -> Placeholders.of(null, Map.of()))
        .hasMessage("ExpressionAttributeValues must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "#", "", ":a", "#a-b", "#a.b", "##a", "#é", " #a"})
  void refusesAMalformedKeyOfAName(String key) {
    assertThatThrownBy(() -> Placeholders.of(Map.of(key, "a"), Map.of()))
        .hasMessage(
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + key + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", ":", "#a", ":a b"})
  void refusesAMalformedKeyOfAValue(String key) {
    assertThatThrownBy(() -> Placeholders.of(null, Map.of(key, s("a"))))
        .hasMessage(
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + key + "\"");
  }

  @Test
  void acceptsKeysOfDigitsUnderscoresAndUpTo255Characters() {
    assertThatCode(() -> Placeholders.of(Map.of("#0", "a", "#_", "b"), Map.of(":_0", s("a"))))
        .doesNotThrowAnyException();
    assertThatCode(() -> Placeholders.of(Map.of("#" + "a".repeat(254), "a"), null))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Placeholders.of(Map.of("#" + "a".repeat(255), "a"), null))
        .hasMessageEndingWith("contains a key that is too long; size of key: 256");
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> Placeholders.of(Map.of("#a", ""), null))
        .hasMessage(
            "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a");
  }

  @Test
  void reportsUnusedNamesFirstInTheGivenOrder() {
    var placeholders = with("#a", "a", "#b", "b", "#c", "c", ":x", n("1"));
    EXPRESSIONS.projection("#b", placeholders);
    assertThatThrownBy(placeholders::requireAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #c}");
  }

  @Test
  void reportsUnusedValuesOnceAllNamesAreUsed() {
    var placeholders = with("#a", "a", ":x", n("1"), ":y", n("2"));
    EXPRESSIONS.filter("#a = :x", placeholders);
    assertThatThrownBy(placeholders::requireAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:y}");
  }

  @Test
  void acceptsPlaceholdersThatTheExpressionsUseTogether() {
    var placeholders = with("#a", "a", "#b", "b", ":x", n("1"), ":y", n("2"));
    EXPRESSIONS.update("SET #a = if_not_exists(#a, :x)", placeholders);
    EXPRESSIONS.condition("#b = :y", placeholders);
    assertThatCode(placeholders::requireAllUsed).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.#x = b", "a = b AND #x IN (:v)", "begins_with(Pictures.#x)"})
  void refusesANameThatIsNotDefined(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.filter(text, with(":v", s("v"))))
        .hasMessage(
            "Invalid FilterExpression: An expression attribute name used in the document path is"
                + " not defined; attribute name: #x");
  }

  @Test
  void refusesAnUndefinedValueAfterTheNamesOfAnUpdate() {
    assertThatThrownBy(() -> EXPRESSIONS.update("SET a = :v, #n = :w", with()))
        .hasMessageEndingWith("not defined; attribute name: #n");
    assertThatThrownBy(() -> EXPRESSIONS.update("SET a = :v", with()))
        .hasMessage(
            "Invalid UpdateExpression: An expression attribute value used in expression is not"
                + " defined; attribute value: :v");
  }

  @Test
  void acceptsANameThatLooksLikeAPlaceholder() {
    assertThatCode(() -> EXPRESSIONS.projection("#a", with("#a", "#b"))).doesNotThrowAnyException();
  }
}
