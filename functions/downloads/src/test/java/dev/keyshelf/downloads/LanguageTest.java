package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  static Request request(String method, String form, Map<String, String> headers) {
    return new Request(
        method,
        method + " /d/{token}",
        "/d/token",
        Map.of("token", "token"),
        Map.of(),
        headers,
        form.getBytes(StandardCharsets.UTF_8),
        Map.of(),
        "localhost",
        "203.0.113.17",
        "test",
        "JKJaXmPLvHcESHA=",
        Instant.EPOCH);
  }

  private static Language of(String acceptLanguage) {
    return Language.of(request("GET", "", Map.of("accept-language", acceptLanguage)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en-GB,en;q=0.9        | ENGLISH
          zh                    | SIMPLIFIED_CHINESE
          zh-CN                 | SIMPLIFIED_CHINESE
          zh-SG,zh;q=0.9        | SIMPLIFIED_CHINESE
          zh-Hans-HK            | SIMPLIFIED_CHINESE
          zh-TW,zh;q=0.9        | TRADITIONAL_CHINESE
          ZH-hk                 | TRADITIONAL_CHINESE
          zh-Hant-CN            | TRADITIONAL_CHINESE
          zh-MO                 | TRADITIONAL_CHINESE
          ko-KR,ko;q=0.9        | KOREAN
          ru                    | RUSSIAN
          de-DE,ru;q=0.2,ko;q=0.7 | KOREAN
          ko;q=0,ru             | RUSSIAN
          de,fr                 | ENGLISH
          *                     | ENGLISH
          """)
  void isTheOneThatTheClientPrefers(String acceptLanguage, Language expected) {
    assertThat(of(acceptLanguage)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ";",
        ";;q",
        "en;q=",
        "ru;q=2",
        "ru;q=-1",
        "<script>",
        "ru ko",
        "ru;;",
        "-",
        "--",
        "ru-",
        "accept-language:",
        "Accept-Language: ",
        "ru;q=1;q",
        "q=1",
        "ru;level=1"
      })
  void isEnglishForAMalformedHeader(String acceptLanguage) {
    assertThat(of(acceptLanguage)).isEqualTo(Language.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryTextThatEnglishHas(Language language) {
    assertThat(language.names()).isEqualTo(Language.ENGLISH.names());
    for (var name : language.names()) {
      assertThat(language.text(name)).as(name).isNotBlank();
      assertThat(places(language.text(name)))
          .as(name)
          .isEqualTo(places(Language.ENGLISH.text(name)));
    }
  }

  private static Set<String> places(String text) {
    return new TreeSet<>(PLACE.matcher(text).results().map(MatchResult::group).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENGLISH             | 9 December 2026, 23:10 UTC
          SIMPLIFIED_CHINESE  | 2026年12月9日 23:10 UTC
          TRADITIONAL_CHINESE | 2026年12月9日 23:10 UTC
          KOREAN              | 2026년 12월 9일 23:10 UTC
          RUSSIAN             | 9 декабря 2026 г., 23:10 UTC
          """)
  void writesAnInstantInUtcWithItsTimeZone(Language language, String expected) {
    assertThat(language.instant(Instant.parse("2026-12-09T23:10:59.999Z"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENGLISH             | 39758               | 38.8 KiB (39,758 bytes)
          SIMPLIFIED_CHINESE  | 39758               | 38.8 KiB（39,758 字节）
          TRADITIONAL_CHINESE | 39758               | 38.8 KiB（39,758 位元組）
          KOREAN              | 39758               | 38.8 KiB(39,758바이트)
          RUSSIAN             | 39758               | 38,8 КиБ (39 758 Б)
          ENGLISH             | 0                   | 0 bytes
          ENGLISH             | 1023                | 1,023 bytes
          ENGLISH             | 1024                | 1 KiB (1,024 bytes)
          ENGLISH             | 1048575             | 1 MiB (1,048,575 bytes)
          ENGLISH             | 1073741824          | 1 GiB (1,073,741,824 bytes)
          ENGLISH             | 5841155522          | 5.4 GiB (5,841,155,522 bytes)
          ENGLISH             | 9223372036854775807 | 8,388,608 TiB (9,223,372,036,854,775,807 bytes)
          """)
  void writesASizeExactlyAndReadably(Language language, long bytes, String expected) {
    assertThat(language.size(bytes).replace('\u00a0', ' ')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ENGLISH | en-US        | English (United States)
          RUSSIAN | ko-KR        | корейский (Республика Корея)
          KOREAN  | zh-Hans      | 중국어 (간체)
          ENGLISH | not a tag    | not a tag
          """)
  void namesAKnownLanguage(Language language, String tag, String expected) {
    assertThat(language.nameOf(tag)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PT335H59M  | 13 days 23 hours | 13 天 23 小时 | 13 天 23 小時 | 13일 23시간  | 13 дн. 23 ч
          PT25H      | 1 day 1 hour     | 1 天 1 小时   | 1 天 1 小時   | 1일 1시간    | 1 дн. 1 ч
          PT48H      | 2 days           | 2 天          | 2 天          | 2일          | 2 дн.
          PT1H1M     | 1 hour 1 minute  | 1 小时 1 分钟 | 1 小時 1 分鐘 | 1시간 1분    | 1 ч 1 мин
          PT59M59S   | 59 minutes       | 59 分钟       | 59 分鐘       | 59분         | 59 мин
          PT59S      | less than a minute | 不到 1 分钟 | 不到 1 分鐘   | 1분 미만     | меньше минуты
          """)
  void writesASpanInItsTwoLargestUnits(
      Duration span, String en, String simplified, String traditional, String ko, String ru) {
    assertThat(List.of(Language.values()).stream().map(each -> each.span(span)))
        .containsExactly(en, simplified, traditional, ko, ru);
  }
}
