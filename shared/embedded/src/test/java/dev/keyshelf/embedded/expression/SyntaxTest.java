package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Requests.EXPRESSIONS;
import static dev.keyshelf.embedded.expression.Requests.item;
import static dev.keyshelf.embedded.expression.Requests.n;
import static dev.keyshelf.embedded.expression.Requests.s;
import static dev.keyshelf.embedded.expression.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
  private static void refusesFilter(String text, String reason) {
    assertThatThrownBy(() -> EXPRESSIONS.filter(text, with()))
        .hasMessage("Invalid FilterExpression: " + reason);
  }

  private static void refusesUpdate(String text, String reason) {
    assertThatThrownBy(() -> EXPRESSIONS.update(text, with()))
        .hasMessage("Invalid UpdateExpression: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_not_exists( | <EOF> | (",
        "foo | <EOF> | foo",
        "a-b | - | a-b",
        "a = :v1 AND NOT #b | <EOF> | #b",
        "a = :hashId a | a | :hashId a",
        "a = :v AND __typename = :t | _ | AND __",
        "a = [object Object] | [ | = [object",
        "things are not gonna be ok | are | things are not",
        "a > 4 | 4 | > 4",
        "begins_with(a, ) | ) | , )",
        "f() | ) | ()",
        "a in b, c | b | in b,",
        "a in () | ) | ()",
        "(a)between(b.(c.d))and(c) | ( | .(c",
        "a > :things.stuff | . | :things.stuff",
        "b[:a] > a | :a | [:a]",
        "b[4.5] > a | . | 4.5",
        "ü > a | ü | ü >",
        "size(a).b > a | . | ).b",
        "(size(a))[0] > a | [ | )[0",
        "#$ > a | # | #$",
        "a > between | between | > between",
        "a = b OR c | <EOF> | c",
        "(a AND b = c) | AND | a AND b",
        "(a = b AND c) | ) | c)",
        "(a = b) = c | = | ) = c",
        "(a = b | <EOF> | b",
        "a = b) | ) | b)",
        "😀 = a | 😀 | 😀 ="
      })
  void namesTheUnexpectedTokenInAConditionWithItsNeighbours(
      String text, String token, String near) {
    refusesFilter(text, "Syntax error; token: \"%s\", near: \"%s\"".formatted(token, near));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVALID SYNTAX HERE | INVALID | INVALID SYNTAX",
        "ADD hits : incr | : | hits : incr",
        "SET a = :v, | <EOF> | ,",
        "SET path = VALUE 1 | 1 | VALUE 1",
        "SET a = :v, SET b = :v | SET | , SET b",
        "set {0} = :v | { | set {0",
        "set a b | b | a b",
        "remove a = b | = | a = b",
        "add a b | b | a b",
        "delete a if_not_exist(b) | if_not_exist | a if_not_exist(",
        "set :a = b | :a | set :a =",
        "set a = b / c | / | b / c",
        "set a = b + c + d | + | c + d",
        "set a = (b + c) + d | + | ) + d",
        "set a = (b.c).d + e | . | ).d",
        "set (a = (b + c)) | ( | set (a",
        "set a = set | set | = set"
      })
  void namesTheUnexpectedTokenInAnUpdate(String text, String token, String near) {
    refusesUpdate(text, "Syntax error; token: \"%s\", near: \"%s\"".formatted(token, near));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!! INVALID !!! | ! | !!",
        ":a | :a | :a",
        "a,,b | , | ,,b",
        "a..b | . | ..b",
        "a[b] | b | [b]",
        "(a) | ( | (a",
        "a b | b | a b"
      })
  void namesTheUnexpectedTokenInAProjection(String text, String token, String near) {
    assertThatThrownBy(() -> EXPRESSIONS.projection(text, with()))
        .hasMessage(
            "Invalid ProjectionExpression: Syntax error; token: \"%s\", near: \"%s\""
                .formatted(token, near));
  }

  @Test
  void refusesAnEmptyExpressionOfEachKind() {
    var reason = "Expression: The expression can not be empty;";
    assertThatThrownBy(() -> EXPRESSIONS.condition("", with()))
        .hasMessage("Invalid Condition" + reason);
    assertThatThrownBy(() -> EXPRESSIONS.filter("", with())).hasMessage("Invalid Filter" + reason);
    assertThatThrownBy(() -> EXPRESSIONS.keyCondition("", with()))
        .hasMessage("Invalid KeyCondition" + reason);
    assertThatThrownBy(() -> EXPRESSIONS.projection("", with()))
        .hasMessage("Invalid Projection" + reason);
    assertThatThrownBy(() -> EXPRESSIONS.update("", with())).hasMessage("Invalid Update" + reason);
  }

  @Test
  void accepts4096BytesAndRefusesOneMore() {
    var text = "a".repeat(4092) + " = b";
    assertThat(text).hasSize(4096);
    assertThatCode(() -> EXPRESSIONS.filter(text, with())).doesNotThrowAnyException();
    refusesFilter(
        "a" + text, "Expression size has exceeded the maximum allowed size; expression size: 4097");
    refusesFilter(
        "é".repeat(2049),
        "Expression size has exceeded the maximum allowed size; expression size: 4098");
  }

  @Test
  void accepts300OperatorsAndRefusesOneMore() {
    var one = "NOT " + String.join(" AND ", Collections.nCopies(150, "a=b"));
    assertThatCode(() -> EXPRESSIONS.filter(one, with())).doesNotThrowAnyException();
    refusesFilter("NOT " + one, "The expression contains too many operators; operator count: 301");
  }

  @Test
  void accepts100ChoicesOfInAndRefusesOneMore() {
    var choices = "b" + ",b".repeat(99);
    assertThatCode(() -> EXPRESSIONS.filter("a IN (" + choices + ")", with()))
        .doesNotThrowAnyException();
    refusesFilter(
        "a IN (" + choices + ",b)",
        "The IN operator is provided with too many operands; number of operands: 101");
  }

  @Test
  void refusesDeepNestingWithoutAStackOverflow() {
    refusesFilter("(".repeat(4096), "The expression has redundant parentheses;");
    refusesUpdate("SET a=" + "(".repeat(4090), "The expression has redundant parentheses;");
    refusesFilter(
        "NOT ".repeat(1020) + "a = b",
        "The expression contains too many operators; operator count: 301");
    refusesUpdate(
        "SET a=" + "list_append(".repeat(340),
        "The expression contains too many operators; operator count: 301");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=a and a > ((views))",
        "(a)between(((b.c)).d)and(c)",
        "a > whatever((:things), ((a)))",
        "a=a AND ((a=a AND a=a)) AND a=a",
        "a=a OR ((a=a OR (a=a OR a=a)))",
        "((#a = :v))",
        "((#a = :v)) AND #b = :v",
        "#b = :v AND ((contains(a, :v)))"
      })
  void refusesRedundantParentheses(String text) {
    refusesFilter(text, "The expression has redundant parentheses;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a = b)",
        "((a = b) AND (c = d))",
        "(a = b AND (c = d))",
        "((size(a)) = b)",
        "((a).b = c)",
        "((a.b)[0]).c = d",
        "(NOT (a = b))",
        "NOT NOT NOT NOT a < b",
        "NOT (a) = b",
        "(contains(a, b))",
        "a = b oR c = d aNd e BeTwEeN f AnD g",
        "a\t=\r\nb",
        "(a)between(b)and(c)",
        "a IN((b),(c))",
        "contains (a, b)"
      })
  void acceptsParenthesesKeywordsAndSpacesOfAllSorts(String text) {
    assertThatCode(() -> EXPRESSIONS.filter(text, with())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=a and whatever((:things)) > a | whatever",
        "attRIbute_exIsts((views), #a) | attRIbute_exIsts",
        "f(a) | f"
      })
  void refusesAFunctionThatDoesNotExist(String text, String function) {
    refusesFilter(text, "Invalid function name; function: " + function);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=a and attribute_exists((views), (#a)) > b | attribute_exists",
        "attribute_type(things, :a) > b | attribute_type",
        "contains(:things, c) > b | contains",
        "size(contains(a, b)) > a | contains",
        "size(things) | size",
        "NOT size(things) | size",
        "a = b OR (size(things)) | size",
        "a between b and attribute_exists(things) | attribute_exists",
        "a in (b, attribute_exists(things)) | attribute_exists"
      })
  void refusesAFunctionInTheWrongPlace(String text, String function) {
    refusesFilter(
        text,
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  @Test
  void refusesFunctionsOfUpdatesInConditionsAndViceVersa() {
    refusesFilter(
        "if_not_exists(a, b) = c",
        "The function is not allowed in a condition expression; function: if_not_exists");
    refusesUpdate(
        "SET a = size(b)", "The function is not allowed in an update expression; function: size");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(views, #a) | views",
        ":a < abOrT | abOrT",
        "a.b.Items = c | Items",
        "data = :v AND status = :v | data"
      })
  void refusesAReservedWordAsAName(String text, String word) {
    refusesFilter(text, "Attribute name is a reserved keyword; reserved keyword: " + word);
  }

  @Test
  void refusesReservedWordsInUpdatesAndProjections() {
    refusesUpdate(
        " set #c = :c set abOrt = true ",
        "Attribute name is a reserved keyword; reserved keyword: abOrt");
    assertThatThrownBy(() -> EXPRESSIONS.projection("#a,ABSoLUTE", with()))
        .hasMessage(
            "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword:"
                + " ABSoLUTE");
  }

  @Test
  void knows573ReservedWords() {
    assertThat(ReservedWords.contain("abort")).isTrue();
    assertThat(ReservedWords.contain("Zone")).isTrue();
    assertThat(ReservedWords.contain("counters")).isFalse();
    assertThat(ReservedWords.contain("")).isFalse();
  }

  @Test
  void acceptsAnIndexOf31BitsAndRefusesALargerOne() {
    assertThatCode(() -> EXPRESSIONS.filter("a[2147483647] = b", with()))
        .doesNotThrowAnyException();
    refusesFilter(
        "a[2147483648] = b", "List index is not within the allowable range; index: [2147483648]");
  }

  @Test
  void acceptsAPathOf32StepsAndRefusesALongerOne() {
    assertThatCode(() -> EXPRESSIONS.projection("a" + ".a".repeat(31), with()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> EXPRESSIONS.projection("a" + ".a".repeat(32), with()))
        .hasMessage(
            "Invalid ProjectionExpression: The document path has too many nesting levels; nesting"
                + " levels: 33");
  }

  @Test
  void bindsTheSameTextSeparatelyForEachRequest() {
    var text = "#n = :v";
    var item = item("a", n("1"), "b", s("x"));
    assertThat(EXPRESSIONS.filter(text, with("#n", "a", ":v", n("1"))).test(item)).isTrue();
    assertThat(EXPRESSIONS.filter(text, with("#n", "b", ":v", n("1"))).test(item)).isFalse();
    assertThat(EXPRESSIONS.filter(text, with("#n", "b", ":v", s("x"))).test(item)).isTrue();
  }

  @Test
  void parsesATextAgainAfterItsEviction() {
    var expressions = new Expressions();
    for (int each = 0; each < 1200; each++) {
      assertThat(expressions.projection("a" + each, with()).topLevelNames())
          .containsExactly("a" + each);
    }
    assertThat(expressions.projection("a0", with()).topLevelNames()).containsExactly("a0");
  }
}
