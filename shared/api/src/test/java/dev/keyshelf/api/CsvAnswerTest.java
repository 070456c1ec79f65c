package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvAnswerTest {
  private static final PartnerId PARTNER = new PartnerId("contoso");

  private final InMemory exports = new InMemory();

  private Answer answer(int rows, String row) {
    return answer(Csv.FOR_PROGRAMS, rows, row);
  }

  private Answer answer(Csv csv, int rows, String row) {
    return CsvAnswer.of(
        exports,
        PARTNER,
        csv,
        "log.csv",
        sink -> {
          for (int i = 0; i < rows; i++) {
            sink.accept(row);
          }
        });
  }

  @Test
  void answersFewRowsDirectly() {
    var answer = answer(2, "a,b\r\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.mediaType()).isEqualTo(Csv.FOR_PROGRAMS.contentType());
    assertThat(answer.body()).isEqualTo("a,b\r\na,b\r\n");
    assertThat(answer.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"log.csv\"");
    assertThat(exports.files).isEmpty();
  }

  @Test
  void redirectsToAFileForManyRows() {
    var answer = answer(1_001, "x".repeat(4_000));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("Location", "https://files.example/log.csv")
        .containsEntry("Cache-Control", "no-store");
    assertThat(answer.body())
        .isEqualTo("{\"location\":\"https://files.example/log.csv\",\"lifetime\":\"PT2M\"}");
    assertThat(exports.files).containsExactly("x".repeat(4_004_000));
  }

  @Test
  void beginsWithAByteOrderMarkForPeople() {
    assertThat(answer(Csv.FOR_PEOPLE, 1, "a\r\n").body()).isEqualTo("\ufeffa\r\n");
    assertThat(answer(Csv.FOR_PEOPLE, 1, "a\r\n").mediaType())
        .isEqualTo(Csv.FOR_PEOPLE.contentType());
    assertThat(answer(Csv.FOR_PEOPLE, 1_001, "x".repeat(4_000)).status()).isEqualTo(303);
    assertThat(exports.files).containsExactly("\ufeff" + "x".repeat(4_004_000));
  }

  @Test
  void answersDirectlyUpToTheLimit() {
    assertThat(answer(1_000, "x".repeat(4_000)).status()).isEqualTo(200);
    assertThat(answer(1_000, "x".repeat(3_998) + "\r\n").status()).isEqualTo(303);
  }

  @Test
  void countsTheBytesOfTheAnswersJson() {
    assertThat(answer(500, "\"".repeat(4_001)).status()).isEqualTo(303);
    assertThat(answer(500, "é".repeat(4_001)).status()).isEqualTo(303);
    assertThat(answer(500, "版".repeat(2_667)).status()).isEqualTo(303);
  }

  @Test
  void leavesNoFileIfItsRowsFail() {
    var failure =
        catchThrowable(
            () ->
                CsvAnswer.of(
                    exports,
                    PARTNER,
                    Csv.FOR_PEOPLE,
                    "log.csv",
                    sink -> {
                      sink.accept("x".repeat(5_000_000));
                      throw new IllegalStateException("the store is gone");
                    }));

    assertThat(failure).hasMessage("the store is gone");
    assertThat(exports.files).isEmpty();
    assertThat(exports.isClosed).isTrue();
  }

  private static final class InMemory implements Exports {
    private final List<String> files = new ArrayList<>();
    private boolean isClosed;

    @Override
    public Writing begin(PartnerId partner, String fileName, String mediaType) {
      var text = new StringBuilder();
      return new Writing() {
        @Override
        public void append(byte[] more) {
          text.append(new String(more, StandardCharsets.UTF_8));
        }

        @Override
        public URI finish() {
          files.add(text.toString());
          return URI.create("https://files.example/" + fileName);
        }

        @Override
        public void close() {
          isClosed = true;
        }
      };
    }
  }
}
