package dev.keyshelf.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The languages of the development issuer's pages. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the field
final class PageLanguageTest {
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]+)\" lang=\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

  private static SignIns there;

  @BeforeAll
  static void open(@TempDir Path folder) {
    there = new SignIns(folder);
  }

  @AfterAll
  static void close() {
    there.close();
  }

  private static HttpResponse<String> asked(String locales, String acceptLanguage) {
    var asked = there.asked();
    asked.put("ui_locales", locales);
    return there.authorize(asked, "Accept-Language", acceptLanguage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''           | de-DE,de;q=0.9       | en      | Sign in to Keyshelf
          ''           | zh-CN,zh;q=0.9       | zh-Hans | 登录 Keyshelf
          ''           | zh-TW,zh;q=0.9       | zh-Hant | 登入 Keyshelf
          ''           | de,ko;q=0.5          | ko      | Keyshelf에 로그인
          ''           | ru-RU                | ru      | Вход в Keyshelf
          ko           | ru-RU                | ko      | Keyshelf에 로그인
          de zh-TW ru  | en                   | zh-Hant | 登入 Keyshelf
          "><script>   | ru                   | ru      | Вход в Keyshelf
          de           | ru                   | ru      | Вход в Keyshelf
          de fr        | es                   | en      | Sign in to Keyshelf
          """)
  void speaksTheChosenLanguageOrElseTheBrowsers(
      String locales, String acceptLanguage, String tag, String heading) {
    var page = asked(locales, acceptLanguage);

    assertThat(page.body())
        .contains("<html lang=\"" + tag + "\">", "<h1>" + heading + "</h1>")
        .doesNotContain("<script");
    assertThat(page.headers().firstValue("content-language")).hasValue(tag);
  }

  @Test
  void aLinkToAnotherLanguageLeadsToTheSameSignIn() {
    var links =
        LINK.matcher(asked("", "en").body())
            .results()
            .filter(link -> link.group(2).equals("ru"))
            .toList();
    assertThat(links).hasSize(1);

    var page = there.get(links.getFirst().group(1).replace("&amp;", "&"));
    assertThat(page.body()).contains("<h1>Вход в Keyshelf</h1>", "Агент администратора");

    var secret = SECRET.matcher(page.body()).results().findFirst().orElseThrow().group(1);
    var tokens = there.redeem(SignIns.parametersOf(there.submit(secret)).getOrDefault("code", ""));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
  }

  @Test
  void saysWhatIsWrongInTheLanguageOfTheForm() {
    var page = asked("ko", "en").body();
    var secret = SECRET.matcher(page).results().findFirst().orElseThrow().group(1);

    var refused =
        there.post(
            "/issuer/authorize", "form=" + secret + "&ui_locales=ko&partner=partner-a&user=ada");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("역할을 하나 이상 선택하세요.");
  }

  @Test
  void speaksTheBrowsersLanguageWhereNothingIsChosen() {
    assertThat(there.get("/issuer/authorize", "Accept-Language", "ru").body())
        .contains("Этому входу нельзя доверять", "client_id должен называть известного клиента.");
    assertThat(there.get("/issuer/end-session", "Accept-Language", "zh-TW").body())
        .contains("您已登出");
  }

  @ParameterizedTest
  @EnumSource
  void hasEachTextInEachLanguage(PageLanguage language) {
    assertThat(language.names()).isEqualTo(PageLanguage.ENGLISH.names());
    assertThat(language.names().stream().map(language::text)).noneMatch(String::isBlank);
    assertThat(Arrays.stream(PageLanguage.values()).map(PageLanguage::ownName))
        .doesNotHaveDuplicates();
  }
}
