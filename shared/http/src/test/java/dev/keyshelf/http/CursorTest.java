package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void roundTripsItsPosition() {
    var cursor = Cursor.write("2020-06-01|7\u00fc", "contoso", 50);

    assertThat(Cursor.read(cursor, "contoso", 50)).isEqualTo("2020-06-01|7\u00fc");
  }

  @Test
  void needsNoEscapeInAUrl() {
    assertThat(Cursor.write("~?>/\u00ff", "contoso")).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void isRefusedForAnotherQuery() {
    var cursor = Cursor.write("7", "contoso", 50);

    assertRefused(cursor, "fabrikam", 50);
    assertRefused(cursor, "contoso", 51);
    assertRefused(cursor, "contoso");
    assertRefused(cursor, 50, "contoso");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!", "AAAA", "====", "bm90LWEtY3Vyc29y", "%00"})
  void isRefusedWhenItIsGarbage(String text) {
    assertRefused(text, "contoso", 50);
  }

  @Test
  void isRefusedIfItIsNotInCanonicalForm() {
    var cursor = Cursor.write("7a", "contoso");
    var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
    var notUtf8 = (text + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(cursor + "=", "contoso");
    assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(notUtf8), "contoso");
  }

  @Test
  void isRefusedWithoutItsFingerprint() {
    var bare = Base64.getUrlEncoder().encodeToString("7".getBytes(StandardCharsets.UTF_8));

    assertRefused(bare, "contoso", 50);
  }

  @Test
  void isRefusedWhenItIsOverlong() {
    assertRefused(Cursor.write("7".repeat(500), "contoso", 50), "contoso", 50);
  }

  private static void assertRefused(String cursor, Object... query) {
    var refused = catchThrowableOfType(ProblemException.class, () -> Cursor.read(cursor, query));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.CURSOR_INVALID);
    assertThat(refused.problem().faults())
        .containsExactly(Fault.ofParameter("cursor", "start again without it"));
  }
}
