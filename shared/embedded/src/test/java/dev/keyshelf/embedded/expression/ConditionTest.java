package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Requests.EXPRESSIONS;
import static dev.keyshelf.embedded.expression.Requests.b;
import static dev.keyshelf.embedded.expression.Requests.bs;
import static dev.keyshelf.embedded.expression.Requests.item;
import static dev.keyshelf.embedded.expression.Requests.l;
import static dev.keyshelf.embedded.expression.Requests.m;
import static dev.keyshelf.embedded.expression.Requests.n;
import static dev.keyshelf.embedded.expression.Requests.ns;
import static dev.keyshelf.embedded.expression.Requests.s;
import static dev.keyshelf.embedded.expression.Requests.ss;
import static dev.keyshelf.embedded.expression.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.items.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final Map<String, Value> ITEM =
      item(
          "n1", n("1"),
          "n2", n("2.0"),
          "cat", s("cat"),
          "catnip", s("catnip log"),
          "bytes", b("cat"),
          "yes", new Value.Bool(true),
          "nil", new Value.Null(),
          "texts", ss("x", "y"),
          "numbers", ns("1", "2.50"),
          "blobs", bs("p", "q"),
          "nest", m("a", m("b", l(s("zero"), n("7")))),
          "seq", l(n("1"), s("two")));

  private static boolean test(String text, Object... placeholders) {
    return EXPRESSIONS.condition(text, with(placeholders)).test(ITEM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1 = n1x OR n1 < n2",
        "n1 <= n2 AND NOT n2 <= n1",
        "n2 > n1 AND n2 >= n1",
        "cat < catnip",
        "n1 <> n2",
        "n1 <> cat",
        "n1 <> nope",
        "nope <> nada",
        "n2 BETWEEN n1 AND nest.a.b[1]",
        "catnip BETWEEN cat AND catnips OR cat IN (n1, texts) OR n2 IN (n1, seq[0], nest.a.b[1])"
            + " OR n1 IN (n2, seq[0])"
      })
  void holds(String text) {
    assertThat(test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1 = n2",
        "n1 < cat",
        "cat < n1",
        "bytes < cat",
        "cat > catnip",
        "n1 = nope",
        "nope = nada",
        "n1 < nope",
        "nope >= n1",
        "yes < nil",
        "seq < nest",
        "n1 BETWEEN n2 AND nest.a.b[1]",
        "n1 BETWEEN nope AND n2",
        "nope BETWEEN n1 AND n2",
        "nope IN (nada, n1)",
        "n1 IN (n2, cat)",
        "begins_with(n1, n2)",
        "begins_with(cat, bytes)",
        "begins_with(cat, catnip)",
        "begins_with(nope, cat)",
        "contains(cat, catnip)",
        "contains(cat, bytes)",
        "contains(n1, n2)",
        "contains(texts, n1)",
        "contains(seq, nope)",
        "contains(nope, cat)",
        "contains(nest, cat)",
        "size(n1) = n1",
        "size(yes) = n1",
        "size(nil) < n2",
        "size(nope) < n2",
        "size(cat) = cat",
        "NOT n1 < n2",
        "NOT NOT n1 > n2",
        "n1 > n2 AND n1 < n2",
        "n1 > n2 OR n2 < n1"
      })
  void doesNotHold(String text) {
    assertThat(test(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n1", "cat", "bytes", "yes", "nil", "texts", "numbers", "blobs", "nest", "seq"})
  void equalsTheSameValueOfEachType(String name) {
    var value = Objects.requireNonNull(ITEM.get(name));
    assertThat(test(name + " = :v", ":v", value)).isTrue();
    assertThat(test(name + " IN (:w, :v)", ":v", value, ":w", s("?"))).isTrue();
    assertThat(test(name + " <> :v", ":v", value)).isFalse();
  }

  @Test
  void comparesNumbersByValueAndSetsWithoutOrder() {
    assertThat(test("n2 = :v", ":v", n("2"))).isTrue();
    assertThat(test("numbers = :v", ":v", ns("2.5", "1.0"))).isTrue();
    assertThat(test("texts = :v", ":v", ss("y", "x"))).isTrue();
    assertThat(test("texts = :v", ":v", ss("y"))).isFalse();
    assertThat(test("seq = :v", ":v", l(s("two"), n("1")))).isFalse();
  }

  @Test
  void ordersTextsByTheirBytesInUtf8() {
    var item = item("a", s("\uFF5E"), "b", s("\uD83D\uDE00"));
    assertThat(EXPRESSIONS.condition("a < b", with()).test(item)).isTrue();
  }

  @Test
  void includesBothBoundsOfBetween() {
    assertThat(test("n1 BETWEEN :a AND :b", ":a", n("1"), ":b", n("2"))).isTrue();
    assertThat(test("n2 BETWEEN :a AND :b", ":a", n("1"), ":b", n("2"))).isTrue();
    assertThat(test("n2 BETWEEN :a AND :b", ":a", n("1"), ":b", n("1.99"))).isFalse();
    assertThat(test("bytes BETWEEN :a AND :b", ":a", b("ca"), ":b", b("cau"))).isTrue();
  }

  @Test
  void findsTheFirstAndTheLastChoiceOfIn() {
    assertThat(test("cat IN (:a, n1)", ":a", s("cat"))).isTrue();
    assertThat(test("cat IN (n1, :a)", ":a", s("cat"))).isTrue();
    assertThat(test("cat IN (:a)", ":a", s("cat"))).isTrue();
    assertThat(test("cat IN (n1, :a)", ":a", s("dog"))).isFalse();
  }

  @Test
  void bindsAndTighterThanOrAndNotTighterThanBoth() {
    assertThat(test("n1 < n2 OR n1 < n2 AND n1 > n2")).isTrue();
    assertThat(test("(n1 < n2 OR n1 < n2) AND n1 > n2")).isFalse();
    assertThat(test("NOT n1 > n2 OR n1 < n2")).isTrue();
    assertThat(test("NOT (n1 > n2 OR n1 < n2)")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "nest.a", "nest.a.b[1]", "seq[1]", "nil"})
  void findsExistingPaths(String path) {
    assertThat(test("attribute_exists(" + path + ")")).isTrue();
    assertThat(test("attribute_not_exists(" + path + ")")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dog", "nest.b", "nest[0]", "nest.a.b.c", "seq[2]", "seq.a", "cat.a", "cat[0]"})
  void doesNotFindMissingPaths(String path) {
    assertThat(test("attribute_exists(" + path + ")")).isFalse();
    assertThat(test("attribute_not_exists(" + path + ")")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "n1,N",
    "cat,S",
    "bytes,B",
    "yes,BOOL",
    "nil,NULL",
    "texts,SS",
    "numbers,NS",
    "blobs,BS",
    "nest,M",
    "seq,L"
  })
  void knowsTheTypeOfAnAttribute(String name, String type) {
    assertThat(test("attribute_type(" + name + ", :t)", ":t", s(type))).isTrue();
    assertThat(test("attribute_type(nope, :t)", ":t", s(type))).isFalse();
  }

  @Test
  void findsBeginnings() {
    assertThat(test("begins_with(catnip, cat)")).isTrue();
    assertThat(test("begins_with(cat, :v)", ":v", s(""))).isTrue();
    assertThat(test("begins_with(bytes, :v)", ":v", b("ca"))).isTrue();
    assertThat(test("begins_with(bytes, :v)", ":v", b("at"))).isFalse();
  }

  @Test
  void findsPartsAndElements() {
    assertThat(test("contains(catnip, :v)", ":v", s("log"))).isTrue();
    assertThat(test("contains(bytes, :v)", ":v", b("at"))).isTrue();
    assertThat(test("contains(texts, :v)", ":v", s("y"))).isTrue();
    assertThat(test("contains(numbers, :v)", ":v", n("2.5"))).isTrue();
    assertThat(test("contains(blobs, :v)", ":v", b("p"))).isTrue();
    assertThat(test("contains(seq, n1)")).isTrue();
    assertThat(test("contains(texts, :v)", ":v", s("xy"))).isFalse();
    assertThat(test("contains(texts, :v)", ":v", ss("x"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"cat,3", "bytes,3", "texts,2", "numbers,2", "blobs,2", "nest,1", "seq,2"})
  void measuresEachTypeThatHasASize(String name, String size) {
    assertThat(test("size(" + name + ") = :s", ":s", n(size))).isTrue();
  }

  @Test
  void countsCharactersOfATextAndBytesOfBinary() {
    var item = item("a", s("abÿ"), "b", b("abÿ"));
    assertThat(EXPRESSIONS.condition("size(a) = :n", with(":n", n("3"))).test(item)).isTrue();
    assertThat(EXPRESSIONS.condition("size(b) = :n", with(":n", n("4"))).test(item)).isTrue();
  }

  @Test
  void readsAnAbsentItemAsAnEmptyOne() {
    var condition = EXPRESSIONS.condition("attribute_not_exists(pk)", with());
    assertThat(condition.test(Map.of())).isTrue();
  }

  @Test
  void returnsTheAttributesThatItReads() {
    var condition = EXPRESSIONS.filter("#a.b = c AND size(d[0]) > e", with("#a", "a.z"));
    assertThat(condition.topLevelNames()).containsExactly("a.z", "c", "d", "e");
    assertThat(condition.nestedNames()).containsExactly("a.z", "d");
  }

  private static void refuses(String text, String reason, Object... placeholders) {
    assertThatThrownBy(() -> EXPRESSIONS.filter(text, with(placeholders)))
        .hasMessage("Invalid FilterExpression: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribute_exists(things, a) and a=a | attribute_exists | 2",
        "attribute_type(things) | attribute_type | 1",
        "begins_with(things, size(a), b) | begins_with | 3",
        "contains(things) | contains | 1",
        "size(things, a) > b | size | 2"
      })
  void refusesAFunctionWithAWrongNumberOfOperands(String text, String function, int operands) {
    refuses(
        text,
        "Incorrect number of operands for operator or function; operator or function: %s, number of"
                .formatted(function)
            + " operands: "
            + operands);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = a AND #a = b AND :views > a | = | [a]",
        "#a <> a | <> | [a]",
        "((a=a) OR (a=a)) | = | [a]",
        "contains(ab.bc[1].a, ab.bc[1].#a) | contains | [ab, bc, [1], a]",
        "begins_with(a, #a) | begins_with | [a]",
        "a BETWEEN b AND #a | BETWEEN | [a]",
        "a IN (b, #a) | IN | [a]"
      })
  void refusesTheSamePathTwice(String text, String operator, String path) {
    refuses(
        text,
        "The first operand must be distinct from the remaining operands for this operator or"
            + " function; operator: %s, first operand: %s".formatted(operator, path),
        "#a",
        "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "begins_with(a, :n) | begins_with | N",
        "begins_with(:l, a) | begins_with | L",
        "begins_with(a, size(b)) | begins_with | N",
        "attribute_type(a, :n) | attribute_type | N",
        "attribute_type(a, size(b)) | attribute_type | N",
        "size(:n) > a | size | N",
        "size(:t) > a | size | BOOL",
        "size(size(a)) > :n | size | N",
        "attribute_not_exists(size(:n)) | size | N",
        "a < :t | < | BOOL",
        ":l >= a | >= | L",
        "a BETWEEN :t AND b | BETWEEN | BOOL"
      })
  void refusesAnOperandOfAWrongType(String text, String operator, String type) {
    refuses(
        text,
        "Incorrect operand type for operator or function; operator or function: %s, operand type:"
                .formatted(operator)
            + " "
            + type,
        ":n",
        n("1"),
        ":l",
        l(),
        ":t",
        new Value.Bool(true));
  }

  @Test
  void refusesAPathAsTheNameOfAType() {
    refuses(
        "attribute_type(a, b)",
        "Incorrect operand type for operator or function; operator or function: attribute_type,"
            + " operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
  }

  @Test
  void refusesTheNameOfATypeThatDoesNotExist() {
    refuses(
        "attribute_type(a, :t)",
        "Invalid attribute type name found; type: s, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
        ":t",
        s("s"));
  }

  @Test
  void refusesAValueWhereAPathMustBe() {
    for (var function : List.of("attribute_exists", "attribute_not_exists")) {
      refuses(
          function + "(:a)",
          "Operator or function requires a document path; operator or function: " + function,
          ":a",
          s("1"));
    }
  }

  @Test
  void refusesBoundsOfTwoTypes() {
    refuses(
        "a between :b and :a",
        "The BETWEEN operator requires same data type for lower and upper bounds; lower bound"
            + " operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}",
        ":a",
        s("a"),
        ":b",
        n("1"));
  }

  @Test
  void refusesALowerBoundAboveTheUpperOneAndAcceptsEqualOnes() {
    refuses(
        "a between :b and :a",
        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound;"
            + " lower bound operand: AttributeValue: {N:500}, upper bound operand: AttributeValue:"
            + " {N:1}",
        ":a",
        n("1"),
        ":b",
        n("5E2"));
    assertThat(test("n1 BETWEEN :a AND :a", ":a", n("1"))).isTrue();
  }

  @Test
  void checksEachComparisonCompletelyBeforeTheNext() {
    refuses(
        "contains(a, a, b)",
        "Incorrect number of operands for operator or function; operator or function: contains,"
            + " number of operands: 3");
    refuses(
        "size(a, b) = c AND #x = d",
        "Incorrect number of operands for operator or function; operator or function: size, number"
            + " of operands: 2");
    refuses(
        "begins_with(a, #x, :y) AND b = b",
        "An expression attribute name used in the document path is not defined; attribute name:"
            + " #x");
  }
}
