package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a link has the title that its order keeps in the reader's language. */
class TitlesOfLinksTest {
  private static final String ENGLISH = "Windows Server 2019 Standard";
  private static final String KOREAN = "윈도우 서버";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void makeTheLink() {
    var plain = Story.licences();
    var titles = new Titles(ENGLISH, Map.of(SpokenLanguage.KOREAN, KOREAN));
    var order = Story.order(plain.withTitles(titles, plain.skuTitles()));
    fixture.placed(order);
    fixture.linked(order);
  }

  private Reply answer(String language, String type) {
    return fixture.send(
        OpenLinkHandler::new,
        Events.of("open-link").withHeader("accept-language", language).withHeader("accept", type));
  }

  @Test
  void isInTheLanguageOfThePage() {
    assertThat(answer("ko-KR,ko;q=0.9", "text/html").text())
        .contains("<bdi>" + KOREAN + "</bdi>")
        .doesNotContain(ENGLISH);
    assertThat(answer("en", "text/html").text()).contains("<bdi>" + ENGLISH + "</bdi>");
  }

  @Test
  void isEnglishWhereTheOrderHasNoOther() {
    var reply = answer("ru", "text/html");

    assertThat(reply.text()).contains("<html lang=\"ru\">", "<bdi>" + ENGLISH + "</bdi>");
  }

  @Test
  void isInTheLanguageThatAProgramAsksFor() {
    var korean = answer("ko", "application/json");
    assertThat(korean.at("/productTitle")).isEqualTo(KOREAN);
    assertThat(korean.header("Content-Language")).isEqualTo("ko");
    assertThat(korean.header("Vary")).contains("Accept-Language");
    var russian = answer("ru", "application/json");
    assertThat(russian.at("/productTitle")).isEqualTo(ENGLISH);
    assertThat(russian.header("Content-Language")).isEqualTo("en");
  }
}
