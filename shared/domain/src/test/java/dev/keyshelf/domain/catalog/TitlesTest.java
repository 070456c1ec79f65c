package dev.keyshelf.domain.catalog;

import static dev.keyshelf.domain.identity.SpokenLanguage.ENGLISH;
import static dev.keyshelf.domain.identity.SpokenLanguage.KOREAN;
import static dev.keyshelf.domain.identity.SpokenLanguage.RUSSIAN;
import static dev.keyshelf.domain.identity.SpokenLanguage.SIMPLIFIED_CHINESE;
import static dev.keyshelf.domain.identity.SpokenLanguage.TRADITIONAL_CHINESE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TitlesTest {
  private static final Titles SERVER =
      new Titles("Server", Map.of(KOREAN, "서버", TRADITIONAL_CHINESE, "伺服器"));

  @Test
  void areShownInALanguageOrElseInEnglish() {
    assertThat(SERVER.in(KOREAN)).isEqualTo("서버");
    assertThat(SERVER.in(RUSSIAN)).isEqualTo("Server");
    assertThat(SERVER.in(ENGLISH)).isEqualTo("Server");
  }

  @Test
  void doNotStandInForAnotherKindOfChinese() {
    assertThat(SERVER.in(SIMPLIFIED_CHINESE)).isEqualTo("Server");
  }

  @Test
  void knowWhichLanguagesTheyLack() {
    assertThat(SERVER.missing()).containsExactly(SIMPLIFIED_CHINESE, RUSSIAN);
  }

  @Test
  void haveOneEnglishTitle() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Titles("Server", Map.of(ENGLISH, "Other")));
  }
}
