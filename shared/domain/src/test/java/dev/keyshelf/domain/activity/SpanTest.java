package dev.keyshelf.domain.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-";
  private static final String PARENT = TRACE + "b7ad6b7169203331-01";

  @Test
  void leadsToAnotherSpanOfTheSameTrace() {
    var span = new Span(PARENT, Optional.of("a=1"));

    var next = span.next();

    assertThat(next.parent()).matches(TRACE + "[0-9a-f]{16}-01").isNotEqualTo(PARENT);
    assertThat(next.state()).contains("a=1");
    assertThat(span.next()).isNotEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
      })
  void isRefusedIfItsParentIsMalformed(String parent) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(parent, Optional.empty()));
    assertThat(Span.parse(Optional.of(parent), Optional.of("a=1"))).isEmpty();
  }

  @Test
  void isReadWithoutAMalformedState() {
    for (var state : new String[] {"", "a=ü", "a=1\n", "x".repeat(513)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Span(PARENT, Optional.of(state)));
      assertThat(Span.parse(Optional.of(PARENT), Optional.of(state)))
          .contains(new Span(PARENT, Optional.empty()));
    }
    assertThat(Span.parse(Optional.of(PARENT), Optional.of("x".repeat(512)))).isPresent();
    assertThat(Span.parse(Optional.empty(), Optional.of("a=1"))).isEmpty();
  }
}
