package dev.keyshelf.embedded.expression;

import static dev.keyshelf.embedded.expression.Requests.EXPRESSIONS;
import static dev.keyshelf.embedded.expression.Requests.item;
import static dev.keyshelf.embedded.expression.Requests.l;
import static dev.keyshelf.embedded.expression.Requests.m;
import static dev.keyshelf.embedded.expression.Requests.n;
import static dev.keyshelf.embedded.expression.Requests.s;
import static dev.keyshelf.embedded.expression.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  @Test
  void returnsTheNamedAttributesThatExist() {
    var projection = EXPRESSIONS.projection("c, #a , nope", with("#a", "a.b"));
    assertThat(projection.of(item("a.b", s("x"), "b", s("y"), "c", n("1"))))
        .isEqualTo(item("a.b", s("x"), "c", n("1")));
    assertThat(projection.topLevelNames()).containsExactly("c", "a.b", "nope");
    assertThat(projection.nestedNames()).isEmpty();
  }

  @Test
  void returnsMembersWithinTheirMapsAndElementsInTheOrderOfTheirIndexes() {
    var item = item("b", m("a", s("a"), "b", s("b"), "c", s("c")), "c", l(s("a"), s("b"), s("c")));
    var projection = EXPRESSIONS.projection("b.c,c[2],b.b,c[1],c[0].a", with());
    assertThat(projection.of(item))
        .isEqualTo(item("b", m("b", s("b"), "c", s("c")), "c", l(s("b"), s("c"))));
    assertThat(projection.nestedNames()).containsExactly("b", "c");
  }

  @Test
  void returnsPartsOfElements() {
    var item = item("a", l(m("x", n("1"), "y", n("2")), l(n("3"), n("4"))));
    assertThat(EXPRESSIONS.projection("a[1][1], a[0].y", with()).of(item))
        .isEqualTo(item("a", l(m("y", n("2")), l(n("4")))));
  }

  @Test
  void returnsNoEmptyMapOrListForMissingValues() {
    var item = item("a", m("b", s("x")), "l", l(), "s", s("text"));
    assertThat(EXPRESSIONS.projection("a.c.d, l[0], s.x, n.o", with()).of(item)).isEmpty();
    assertThat(EXPRESSIONS.projection("a[0], l.x, s[0]", with()).of(item)).isEmpty();
  }

  @Test
  void returnsAnEmptyMapAtTheEndOfAPath() {
    var item = item("a", m("b", m()));
    assertThat(EXPRESSIONS.projection("a.b", with()).of(item)).isEqualTo(item);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b[1], b.a, #a.b, a | overlap | [a, b] | [a]",
        "a, #a[1] | overlap | [a] | [a, [1]]",
        "a, a | overlap | [a] | [a]",
        "a.b, #a[1], #b | conflict | [a, b] | [a, [1]]",
        "a.b[1], #a[1], #b | conflict | [a, b, [1]] | [a, [1]]",
        "a[3].b, #a.#b.b | conflict | [a, [3], b] | [a, [3], b]"
      })
  void refusesPathsThatOverlapOrConflict(String text, String how, String one, String two) {
    assertThatThrownBy(() -> EXPRESSIONS.projection(text, with("#a", "a", "#b", "[3]")))
        .hasMessage(
            "Invalid ProjectionExpression: Two document paths %s with each other; must remove or"
                    .formatted(how)
                + " rewrite one of these paths; path one: %s, path two: %s".formatted(one, two));
  }

  @Test
  void refusesAnUndefinedNameBeforePathsThatOverlap() {
    assertThatThrownBy(() -> EXPRESSIONS.projection("a,b,a,#a", with()))
        .hasMessage(
            "Invalid ProjectionExpression: An expression attribute name used in the document path"
                + " is not defined; attribute name: #a");
  }
}
