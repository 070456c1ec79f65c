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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {
  private static Map<String, Value> after(
      Map<String, Value> item, String text, Object... placeholders) {
    return EXPRESSIONS.update(text, with(placeholders)).applyTo(item);
  }

  @Test
  void setsAttributesInTheirPlacesAndNewOnesLast() {
    var updated = after(item("a", n("1"), "b", n("2")), "SET c = :v, a = :v", ":v", s("x"));
    assertThat(updated)
        .containsExactly(Map.entry("a", s("x")), Map.entry("b", n("2")), Map.entry("c", s("x")));
  }

  @Test
  void readsAllOperandsFromTheOldItem() {
    assertThat(after(item("a", n("1"), "b", n("2")), "SET a = b, b = a, c = a + b REMOVE d"))
        .isEqualTo(item("a", n("2"), "b", n("1"), "c", n("3")));
    assertThat(after(item("a", n("1")), "REMOVE a SET b = a")).isEqualTo(item("b", n("1")));
  }

  @Test
  void leavesTheOldItemUnchanged() {
    var item = Map.<String, Value>of("a", m("b", l(n("1"))));
    after(item, "SET a.b[0] = :v", ":v", n("2"));
    assertThat(item).isEqualTo(item("a", m("b", l(n("1")))));
  }

  @Test
  void addsAndSubtracts() {
    var item = item("a", n("10"));
    assertThat(after(item, "SET a = a + :v", ":v", n("0.5"))).isEqualTo(item("a", n("10.5")));
    assertThat(after(item, "SET a = :v - a", ":v", n("0.5"))).isEqualTo(item("a", n("-9.5")));
    assertThat(after(item, "SET a = (a + a)")).isEqualTo(item("a", n("20")));
    assertThat(after(item, "SET a = if_not_exists(z, :v) + :v", ":v", n("1")))
        .isEqualTo(item("a", n("2")));
  }

  @Test
  void acceptsSumsOf38DigitsAndRefusesLongerOrLargerOnes() {
    var nines = "9".repeat(38);
    assertThat(after(item("a", n(nines)), "SET a = a - :v", ":v", n("1")))
        .isEqualTo(item("a", n("9".repeat(37) + "8")));
    assertThat(after(item("a", n(nines)), "SET a = a + :v", ":v", n("1")))
        .isEqualTo(item("a", n("1E38")));
    for (var text : new String[] {"SET a = a + :v", "SET a = a - :v", "ADD a :v"}) {
      assertThatThrownBy(() -> after(item("a", n("1E50")), text, ":v", n("1")))
          .hasMessage(
              "Number overflow. Attempting to store a number with magnitude larger than supported"
                  + " range");
    }
    assertThatThrownBy(() -> after(item("a", n("1E38")), "SET a = a + :v", ":v", n("1")))
        .hasMessageStartingWith("Number overflow.");
    assertThat(after(item("a", n("9E125")), "SET a = a + :v", ":v", n("9E124")))
        .isEqualTo(item("a", n("9.9E125")));
    assertThatThrownBy(() -> after(item("a", n("9E125")), "SET a = a + a"))
        .hasMessageStartingWith("Number overflow.");
    assertThatThrownBy(() -> after(item("a", n("1.1E-130")), "ADD a :v", ":v", n("-1E-130")))
        .hasMessageStartingWith("Number underflow.");
  }

  @Test
  void setsAnAttributeOnlyIfItDoesNotExist() {
    assertThat(after(item("a", n("1")), "SET a = if_not_exists(a, :v)", ":v", n("2")))
        .isEqualTo(item("a", n("1")));
    assertThat(after(item("b", m()), "SET a = if_not_exists(b.c, :v)", ":v", n("2")))
        .isEqualTo(item("b", m(), "a", n("2")));
    assertThat(after(item("c", n("3")), "SET a = if_not_exists(a, if_not_exists(b, c))"))
        .isEqualTo(item("c", n("3"), "a", n("3")));
  }

  @Test
  void joinsLists() {
    assertThat(after(item("a", l(n("1"))), "SET a = list_append(a, :v)", ":v", l(n("2"))))
        .isEqualTo(item("a", l(n("1"), n("2"))));
    assertThat(
            after(
                item(),
                "SET a = list_append(if_not_exists(a, :nope), :v)",
                ":v",
                l(n("2")),
                ":nope",
                l()))
        .isEqualTo(item("a", l(n("2"))));
  }

  @Test
  void setsMembersAndElements() {
    var item = item("a", m("b", m("c", s("old")), "k", n("1")), "l", l(s("x"), m("y", n("1"))));
    assertThat(after(item, "SET a.b.c = :v, a.#n = :v, l[1].y = :v", "#n", "new.x", ":v", n("2")))
        .isEqualTo(
            item(
                "a", m("b", m("c", n("2")), "k", n("1"), "new.x", n("2")),
                "l", l(s("x"), m("y", n("2")))));
  }

  @Test
  void appendsValuesBeyondTheEndOfAListInTheOrderOfTheirIndexes() {
    var item = item("l", l(s("a"), s("b")));
    assertThat(
            after(
                item,
                "SET l[9] = :y, l[5] = :x, l[1] = :z",
                ":x",
                s("x"),
                ":y",
                s("y"),
                ":z",
                s("z")))
        .isEqualTo(item("l", l(s("a"), s("z"), s("x"), s("y"))));
    assertThat(after(item("l", l()), "SET l[0] = :x", ":x", s("x")))
        .isEqualTo(item("l", l(s("x"))));
  }

  @Test
  void removesAttributesMembersAndElementsByTheirOldIndexes() {
    var item = item("a", n("1"), "m", m("x", n("1"), "y", n("2")), "l", l(s("0"), s("1"), s("2")));
    assertThat(after(item, "REMOVE a, m.x, l[0], l[2], l[7], nope, m.nope"))
        .isEqualTo(item("m", m("y", n("2")), "l", l(s("1"))));
    assertThat(after(item, "REMOVE l[0] SET l[2] = :v", ":v", s("new")).get("l"))
        .isEqualTo(l(s("1"), s("new")));
  }

  @Test
  void leavesAnEmptyMapOrListBehind() {
    assertThat(after(item("m", m("x", n("1")), "l", l(n("1"))), "REMOVE m.x, l[0]"))
        .isEqualTo(item("m", m(), "l", l()));
  }

  @Test
  void addsToNumbersAndSetsOrCreatesThem() {
    assertThat(after(item("a", n("1")), "ADD a :v, b :v", ":v", n("-2")))
        .isEqualTo(item("a", n("-1"), "b", n("-2")));
    assertThat(after(item("a", ss("x", "y")), "ADD a :v, b :v", ":v", ss("y", "z")))
        .isEqualTo(item("a", ss("x", "y", "z"), "b", ss("y", "z")));
    assertThat(after(item("a", ns("1")), "ADD a :v", ":v", ns("1.0", "2")))
        .isEqualTo(item("a", ns("1", "2")));
    assertThat(after(item("m", m("a", bs("x")), "l", l()), "ADD m.a :v, l[3] :v", ":v", bs("y")))
        .isEqualTo(item("m", m("a", bs("x", "y")), "l", l(bs("y"))));
  }

  @Test
  void deletesFromSetsAndRemovesEmptySets() {
    assertThat(after(item("a", ss("x", "y")), "DELETE a :v, b :v", ":v", ss("y", "z")))
        .isEqualTo(item("a", ss("x")));
    assertThat(
            after(
                item("a", ns("1"), "b", m("c", bs("x"), "d", n("1"))),
                "DELETE a :n, b.c :b",
                ":n",
                ns("1"),
                ":b",
                bs("x")))
        .isEqualTo(item("b", m("d", n("1"))));
  }

  @Test
  void acceptsAllSectionsInAnyOrderAndCase() {
    assertThat(
            after(
                item("a", n("1"), "b", ss("x", "y"), "c", n("1")),
                "delete b :s remove c add a :n set d = :n",
                ":s",
                ss("x"),
                ":n",
                n("5")))
        .isEqualTo(item("a", n("6"), "b", ss("y"), "d", n("5")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET b = nope",
        "SET b = a.nope",
        "SET b = list_append(nope, l)",
        "SET b = nope + n",
        "SET b = if_not_exists(nope, nope)"
      })
  void refusesToReadAMissingAttribute(String text) {
    assertThatThrownBy(() -> after(item("a", m(), "l", l(), "n", n("1")), text))
        .hasMessage(
            "The provided expression refers to an attribute that does not exist in the item");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set b.a = :a", "set b[1] = :a", "set y.a = :a", "set y[1] = :a", "set c[1] = :a",
        "set d.#1 = :a", "set d[7].x = :a", "remove b.a", "remove y[1]", "remove c[1]",
        "remove d.#1", "delete b.a :a", "delete y.a :a", "add b[1] :a", "add d.#1 :a"
      })
  void refusesAPathThatTheItemDoesNotHave(String text) {
    var item = item("b", s("x"), "c", m("1", s("a")), "d", l(s("a"), s("b")));
    var placeholders = with("#1", "1", ":a", ss("a"));
    assertThatThrownBy(() -> EXPRESSIONS.update(text, placeholders).applyTo(item))
        .hasMessage("The document path provided in the update expression is invalid for update");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete d :ss",
        "delete b.a :ns",
        "delete c :ns",
        "add b :ns",
        "add d :n",
        "add c :ns",
        "set e = a + :n",
        "set e = b - :n",
        "set e = list_append(d, if_not_exists(f, :l))",
        "set e = list_append(c, c)",
        "set e = l + c"
      })
  void refusesAnOperandThatDoesNotMatchTheItem(String text) {
    var item = item("a", s("x"), "b", m("a", ss("1")), "c", n("1"), "d", ns("1"), "l", l());
    var placeholders = with(":n", n("1"), ":ns", ns("1"), ":ss", ss("1"), ":l", l());
    assertThatThrownBy(() -> EXPRESSIONS.update(text, placeholders).applyTo(item))
        .hasMessage("An operand in the update expression has an incorrect data type");
  }

  @Test
  void returnsTheChangedAttributesBeforeAndAfter() {
    var old = item("a", n("1"), "b", m("c", n("1"), "d", n("2")), "l", l(s("x"), s("y")));
    var update =
        EXPRESSIONS.update("SET a = :v, b.c = :v, l[1] = :v, e = :v REMOVE f", with(":v", n("9")));
    assertThat(update.changedIn(old))
        .isEqualTo(item("a", n("1"), "b", m("c", n("1")), "l", l(s("y"))));
    assertThat(update.changedIn(update.applyTo(old)))
        .isEqualTo(item("a", n("9"), "b", m("c", n("9")), "l", l(n("9")), "e", n("9")));
    assertThat(update.topLevelNames()).containsExactly("a", "b", "l", "e", "f");
  }

  @Test
  void returnsTheAttributesOfWhichItReadsOrChangesAPart() {
    var update = EXPRESSIONS.update("SET a = b.c + d[0] REMOVE e.f", with());
    assertThat(update.topLevelNames()).containsExactly("a", "e");
    assertThat(update.nestedNames()).containsExactly("b", "d", "e");
  }

  private static void refuses(String text, String reason) {
    var placeholders =
        with(
            "#c",
            "c",
            "#d",
            "[3]",
            ":s",
            s("a"),
            ":n",
            n("1"),
            ":b",
            b("a"),
            ":t",
            new Value.Bool(true),
            ":0",
            new Value.Null(),
            ":l",
            l(),
            ":m",
            m(),
            ":ss",
            ss("a"));
    assertThatThrownBy(() -> EXPRESSIONS.update(text, placeholders))
        .hasMessage("Invalid UpdateExpression: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "set a = #x set c = :y, SET", "remove #x set a = b remove e, REMOVE",
    "add #x :e set a = b add e :f, ADD", "delete #x :e set a = b delete #y :f, DELETE"
  })
  void refusesASectionTwice(String text, String section) {
    refuses(text, "The \"" + section + "\" section can only be used once in an update expression;");
  }

  @Test
  void refusesAnUnknownFunctionBeforeASectionTwice() {
    refuses("set #x = if_not_exist(:c) set c = d", "Invalid function name; function: if_not_exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a) | overlap | [c, [1], a] | [c]",
        "set #c[3].#d = a, #c[3] = a | overlap | [c, [3], [3]] | [c, [3]]",
        "set a = :n, a = :s | overlap | [a] | [a]",
        "set a.b = :n remove a | overlap | [a, b] | [a]",
        "set a = :n remove a.b.c | overlap | [a] | [a, b, c]",
        "set #c[3].#d = a, #c.#d[3] = if_not_exists(a) | conflict | [c, [3], [3]] | [c, [3], [3]]",
        "remove a.#c set a[1] = #d | conflict | [a, c] | [a, [1]]"
      })
  void refusesPathsThatOverlapOrConflict(String text, String how, String one, String two) {
    refuses(
        text,
        "Two document paths %s with each other; must remove or rewrite one of these paths; path"
                .formatted(how)
            + " one: %s, path two: %s".formatted(one, two));
  }

  @ParameterizedTest
  @CsvSource({
    "'set b = list_append(:s, a) add a.b :s', ADD, STRING",
    "delete a.b :s, DELETE, STRING",
    "add a :0, ADD, NULL",
    "delete a :0, DELETE, NULL",
    "add a :t, ADD, BOOLEAN",
    "add a :b, ADD, BINARY",
    "add a :m, ADD, MAP",
    "add a :l, ADD, LIST",
    "delete a :n, DELETE, NUMBER"
  })
  void refusesToAddOrDeleteValuesOfOtherTypes(String text, String section, String type) {
    refuses(
        text,
        "Incorrect operand type for operator or function; operator: %1$s, operand type: %2$s,"
                .formatted(section, type)
            + " typeSet: ALLOWED_FOR_%s_OPERAND".formatted(section));
  }

  @ParameterizedTest
  @CsvSource({"set a = if_not_exists(c), if_not_exists", "set a = list_append(c), list_append"})
  void refusesAFunctionWithAWrongNumberOfOperands(String text, String function) {
    refuses(
        text,
        "Incorrect number of operands for operator or function; operator or function: "
            + function
            + ", number of operands: 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"set a = if_not_exists(:s, c)", "set a = if_not_exists(if_not_exists(a, b), c)"})
  void refusesIfNotExistsWithoutAPath(String text) {
    refuses(
        text, "Operator or function requires a document path; operator or function: if_not_exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set a = list_append(:s, a) | list_append | S",
        "set a = list_append(a, :ss) | list_append | SS",
        "set a = :s + :b | + | S",
        "set a = :b + a | + | B",
        "set a = a - :l | - | L",
        "set a = (a - :m) | - | M"
      })
  void refusesConstantsOfAWrongType(String text, String operator, String type) {
    refuses(
        text,
        "Incorrect operand type for operator or function; operator or function: %s, operand type:"
                .formatted(operator)
            + " "
            + type);
  }
}
