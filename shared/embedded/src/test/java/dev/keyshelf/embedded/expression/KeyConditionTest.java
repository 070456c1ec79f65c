package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Requests.EXPRESSIONS;
import static dev.keyshelf.embedded.expression.Requests.n;
import static dev.keyshelf.embedded.expression.Requests.s;
import static dev.keyshelf.embedded.expression.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.expression.KeyCondition.Clause;
import dev.keyshelf.embedded.expression.KeyCondition.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyConditionTest {
  private static Placeholders placeholders() {
    return with("#p", "p k", ":a", s("a"), ":b", s("b"));
  }

  @ParameterizedTest
  @CsvSource({"=, EQ, EQ", "<, LT, GT", "<=, LE, GE", ">, GT, LT", ">=, GE, LE"})
  void readsEachComparisonFromBothSides(String symbol, Operator operator, Operator exchanged) {
    assertThat(EXPRESSIONS.keyCondition("sk " + symbol + " :a", placeholders()).clauses())
        .containsExactly(new Clause("sk", operator, List.of(s("a"))));
    assertThat(EXPRESSIONS.keyCondition(":a " + symbol + " sk", placeholders()).clauses())
        .containsExactly(new Clause("sk", exchanged, List.of(s("a"))));
  }

  @Test
  void readsBothClausesInTheirOrder() {
    assertThat(
            EXPRESSIONS.keyCondition("begins_with(sk, :b) AND #p = :a", placeholders()).clauses())
        .containsExactly(
            new Clause("sk", Operator.BEGINS_WITH, List.of(s("b"))),
            new Clause("p k", Operator.EQ, List.of(s("a"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(#p = :a) AND (sk BETWEEN :a AND :b)",
        "(#p = :a AND sk BETWEEN :a AND :b)",
        "(#p = :a AND (sk BETWEEN :a AND :b))",
        "#p = (:a) and (sk)between(:a)and(:b)"
      })
  void readsClausesInParentheses(String text) {
    assertThat(EXPRESSIONS.keyCondition(text, placeholders()).clauses())
        .containsExactly(
            new Clause("p k", Operator.EQ, List.of(s("a"))),
            new Clause("sk", Operator.BETWEEN, List.of(s("a"), s("b"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a > b and size(b) > c or a > c | OR",
        "a in (b, size(c), d) | IN",
        "attribute_exists(a) | attribute_exists",
        "contains(a.d, b) | contains",
        "attribute_type(a, :s) | attribute_type",
        "not a > b | NOT",
        "a <> b | <>"
      })
  void refusesOperatorsThatKeysDoNotHave(String text, String operator) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, with(":s", s("S"))))
        .hasMessage("Invalid operator used in KeyConditionExpression: " + operator);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":a between size(b) and size(a) and b > :b | BETWEEN",
        "begins_with(:a, b) and a > :b | begins_with"
      })
  void refusesAValueWhereTheKeyMustBe(String text, String operator) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, placeholders()))
        .hasMessage(
            "Invalid condition in KeyConditionExpression: "
                + operator
                + " operator must have the key attribute as its first operand");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size(b) > a AND a.b > b AND b > c",
        "a > size(b.d)",
        "a between size(b) and size(a)"
      })
  void refusesNestedOperations(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, with()))
        .hasMessage("KeyConditionExpressions cannot contain nested operations");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"b > a.b", "b between c[1] and d", "a between b and size(a)", "begins_with(a, b)"})
  void refusesTwoAttributesInOneClause(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, with()))
        .hasMessage(
            "Invalid condition in KeyConditionExpression: Multiple attribute names used in one"
                + " condition");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.d > a AND c.d > e.f", "a.d > c", "b[0] > a"})
  void refusesNestedAttributes(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, with()))
        .hasMessage("KeyConditionExpressions cannot have conditions on nested attributes");
  }

  @ParameterizedTest
  @ValueSource(strings = {":b > :a AND a < :b", "a > :b AND :a < :b"})
  void refusesAClauseWithoutAnAttribute(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, placeholders()))
        .hasMessage("Invalid condition in KeyConditionExpression: No key attribute specified");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b > :a AND b < :a and c = :a and d = :a",
        "(a > :a and b > :a) and (b > :a and c > :a)"
      })
  void refusesTwoClausesForOneAttribute(String text) {
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition(text, placeholders()))
        .hasMessage("KeyConditionExpressions must only contain one condition per key");
  }

  @Test
  void refusesThreeClauses() {
    assertThatThrownBy(
            () -> EXPRESSIONS.keyCondition(":a = a and b = :a and :a = c", placeholders()))
        .hasMessage("Conditions can be of length 1 or 2 only");
  }

  @Test
  void refusesInvalidConditionsUnderItsOwnParameterName() {
    assertThatThrownBy(
            () -> EXPRESSIONS.keyCondition("a between :b and :a", with(":a", n("1"), ":b", n("2"))))
        .hasMessageStartingWith("Invalid KeyConditionExpression: The BETWEEN operator requires");
  }
}
