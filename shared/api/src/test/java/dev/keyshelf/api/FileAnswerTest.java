package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileAnswerTest {
  private final List<byte[]> files = new ArrayList<>();

  private Answer answer(int bytes) {
    return FileAnswer.of(
        () -> this::begin,
        new PartnerId("contoso"),
        "preview.pdf",
        "application/pdf",
        new byte[bytes]);
  }

  private Exports.Writing begin(PartnerId partner, String fileName, String mediaType) {
    return new Exports.Writing() {
      @Override
      public void append(byte[] bytes) {
        files.add(bytes);
      }

      @Override
      public URI finish() {
        return URI.create("https://files.example/%s/%s".formatted(partner, fileName));
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void answersWithTheBytesUpToTheLimit() {
    var answer = answer(FileAnswer.MOST_BYTES);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.inBase64()).isTrue();
    assertThat(answer.headers())
        .containsEntry("Content-Disposition", "attachment; filename=\"preview.pdf\"");
    assertThat(files).isEmpty();
  }

  @Test
  void redirectsToAnExportBeyondTheLimit() {
    var answer = answer(FileAnswer.MOST_BYTES + 1);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("Location", "https://files.example/contoso/preview.pdf")
        .containsEntry("Cache-Control", "no-store");
    assertThat(files).singleElement().satisfies(each -> assertThat(each).hasSize(4_000_001));
  }
}
