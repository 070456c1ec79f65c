package dev.keyshelf.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.clients.Program;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poppler's pdftotext reads the documents of a month, in five scripts. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class DocumentProgramsTest {
  private static final long SEED = 22;

  private static @Nullable Shop shop;
  private static BusyMonths trade;

  private static Program reader;

  @BeforeAll
  static void trade(@TempDir Path folder) throws IOException {
    reader = Program.of("pdftotext", Files.createDirectories(folder.resolve("poppler")));
    shop = Shop.open(Wares.opening());
    trade = new BusyMonths(shop, SEED, Beginning.MONTH.plusMonths(1));
    trade.open();
    trade.pass();
  }

  @AfterAll
  static void close() {
    if (shop != null) {
      shop.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-Hans", "zh-Hant", "ko", "ru"})
  void pdftotextReadsEveryTextAndNoBox(String language) throws Exception {
    var month = trade.month().minusMonths(1);
    for (var paper : trade.papers(month)) {
      if (paper.language().equals(language)) {
        var pdf = paper.agent().get(paper.ownPath(), "Accept", "application/pdf").expect(200);
        Files.write(reader.folder().resolve("paper.pdf"), pdf.response().body());

        reader.run("-enc", "UTF-8", "paper.pdf", "paper.txt");

        var text = Files.readString(reader.folder().resolve("paper.txt"));
        assertThat(text)
            .as("%s", paper)
            .doesNotContain("\uFFFD", "\u25A1")
            .contains(paper.number());
        var solid = text.replaceAll("\\s", "");
        for (var row : SaidInJson.of(paper.invoice(), paper.entries()).rows()) {
          assertThat(solid).as("%s", paper).contains(row.title().replaceAll("\\s", ""));
        }
        assertThat(solid).contains(Tongue.of(language).due().replaceAll("\\s", ""));
      }
    }
  }
}
