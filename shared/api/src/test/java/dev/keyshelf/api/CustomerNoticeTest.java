package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.cancellation.SoftwareEnded;
import dev.keyshelf.domain.identity.SpokenLanguage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerNoticeTest {
  /** The words for uninstalling and for software, of the glossary. */
  @ParameterizedTest
  @CsvSource({
    "ENGLISH, uninstall, software",
    "SIMPLIFIED_CHINESE, 卸载, 软件",
    "TRADITIONAL_CHINESE, 解除安裝, 軟體",
    "KOREAN, 제거, 소프트웨어",
    "RUSSIAN, удалите, программно"
  })
  void speaksOfUninstallingOnlyWhereThereIsSoftware(
      SpokenLanguage language, String uninstall, String software) {
    assertThat(CustomerNotice.of(SoftwareEnded.ALL, language)).contains(uninstall, software);
    assertThat(CustomerNotice.of(SoftwareEnded.SOME, language)).contains(uninstall, software);
    assertThat(CustomerNotice.of(SoftwareEnded.NONE, language))
        .isNotBlank()
        .doesNotContain(uninstall, software);
  }

  @ParameterizedTest
  @EnumSource
  void hasWordsOfItsOwnInEachLanguage(SoftwareEnded software) {
    assertThat(
            Arrays.stream(SpokenLanguage.values()).map(each -> CustomerNotice.of(software, each)))
        .doesNotHaveDuplicates();
  }

  @Test
  void asksForACopyToBeRemovedOnlyWhereAllOfItEnded() {
    assertThat(CustomerNotice.of(SoftwareEnded.ALL, SpokenLanguage.ENGLISH)).contains("every");
    assertThat(CustomerNotice.of(SoftwareEnded.SOME, SpokenLanguage.ENGLISH))
        .doesNotContain("every");
  }
}
