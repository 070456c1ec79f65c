package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Html;
import dev.keyshelf.http.Request;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
  private static final DownloadId ID = new DownloadId("aP9j-4Lg5d_sKoSWv5r-9g");

  private static Answer live(String fileName, Request request) {
    var entitlement = Story.order(Story.licences()).entitlements().getFirst();
    var link =
        Situations.aLink(
            Story.TOKEN,
            entitlement,
            Story.file(fileName),
            Story.BOUGHT_AT,
            "ada@contoso.example",
            50);
    return Pages.live(link, entitlement.purchase().productTitle(), ID, request);
  }

  private static Request in(Language language) {
    return LanguageTest.request("GET", "", Map.of("accept-language", language.tag()));
  }

  @ParameterizedTest
  @EnumSource
  void usesOneLanguageThroughout(Language language) {
    var page = live("a.iso", in(language));

    assertThat(page.headers()).containsEntry("Content-Language", language.tag());
    assertThat(page.body())
        .contains("<html lang=\"" + language.tag() + "\">", language.text("live.button"))
        .doesNotContainPattern("\\{\\d}");
    if (language != Language.ENGLISH) {
      assertThat(page.body()).doesNotContain(Language.ENGLISH.text("live.note"));
    }
  }

  @Test
  void showsAnyFileNameAsText() {
    assertThat(live("<script>\"x\" & 'y'.iso", in(Language.ENGLISH)).body())
        .contains("<bdi>&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;.iso</bdi>")
        .doesNotContain("<script");
  }

  @Test
  void keepsNamesFromChangingTheReadingOrderOrHidingCharacters() {
    assertThat(Html.name("setup\u202Egpj.exe\u2066\u200F\r\n\u0000\uD800"))
        .isEqualTo("<bdi>setup\ufffdgpj.exe" + "\ufffd".repeat(6) + "</bdi>");
  }

  @Test
  void keepsLettersOfEveryScript() {
    assertThat(Html.name("标准版 שלום 😀.iso")).isEqualTo("<bdi>标准版 שלום 😀.iso</bdi>");
  }

  static Stream<Arguments> deadEnds() {
    return Arrays.stream(DeadEnd.values())
        .flatMap(end -> Arrays.stream(Language.values()).map(in -> Arguments.of(end, in)));
  }

  @ParameterizedTest
  @MethodSource("deadEnds")
  void saysWhyItIsRefusedAndWhatToDoNext(DeadEnd end, Language language) {
    var page = Pages.dead(410, end, in(language));

    assertThat(page.headers()).containsEntry("Content-Language", language.tag());
    assertThat(page.body())
        .contains(
            "<html lang=\"" + language.tag() + "\">",
            "<h1>" + Html.text(language.text(end.text("title"))) + "</h1>",
            Html.text(language.text(end.text("why"), "JKJaXmPLvHcESHA=")),
            Html.text(language.text(end.text("next"))))
        .containsOnlyOnce("<main>")
        .doesNotContainPattern("\\{\\d}");
  }

  @Test
  void retriesTheSameDownloadAfterAFailure() {
    var request = LanguageTest.request("POST", "download=" + ID, form());

    assertThat(Pages.dead(503, DeadEnd.UNAVAILABLE, request).body())
        .contains("<form method=\"post\">", "name=\"download\" value=\"" + ID + "\"");
  }

  @Test
  void linksBackToTheLinkForAnotherDownload() {
    assertThat(Pages.dead(410, DeadEnd.SESSION_OVER, in(Language.ENGLISH)).body())
        .contains("href=\"/d/token\"");
  }

  private static Map<String, String> form() {
    return Map.of("content-type", "application/x-www-form-urlencoded");
  }
}
