package dev.keyshelf.api;

import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers with CSV in bounded memory. If the rows are too long for an answer, it writes them to a
 * file in the bucket and answers 303 with the file's URL.
 */
public final class CsvAnswer {
  private CsvAnswer() {}

  /** The source of the rows. */
  public interface Rows {
    /**
     * Passes each row to the sink, as {@link Csv#row} writes it. The first has the column names.
     */
    void to(Consumer<String> sink);
  }

  /**
   * Returns the answer with all rows.
   *
   * @param csv the kind of file
   * @param fileName the name for the client to save it as: letters, digits, points and hyphens
   */
  public static Answer of(Exports exports, PartnerId partner, Csv csv, String fileName, Rows rows) {
    try (var sink = new Sink(exports, partner, csv, fileName)) {
      sink.accept(csv.begin());
      rows.to(sink);
      return sink.answer();
    }
  }

  private static final class Sink implements Consumer<String>, AutoCloseable {
    private final Exports exports;
    private final PartnerId partner;
    private final Csv csv;
    private final String fileName;
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private Exports.@Nullable Writing file;

    Sink(Exports exports, PartnerId partner, Csv csv, String fileName) {
      this.exports = exports;
      this.partner = partner;
      this.csv = csv;
      this.fileName = fileName;
    }

    @Override
    public void accept(String row) {
      if (file != null) {
        file.append(row);
        return;
      }
      text.append(row);
      bytes += bytesInAnswer(row);
      if (bytes > FileAnswer.MOST_BYTES) {
        file = exports.begin(partner, fileName, csv.contentType());
        file.append(text.toString());
        text.setLength(0);
      }
    }

    Answer answer() {
      if (file == null) {
        return Answer.file(fileName, csv.contentType(), text.toString());
      }
      return FileAnswer.at(file.finish());
    }

    @Override
    public void close() {
      Optional.ofNullable(file).ifPresent(Exports.Writing::close);
    }
  }

  /**
   * Returns the length of a row in a function's answer, which is JSON in UTF-8. Quotes, backslashes
   * and line ends take two bytes there.
   */
  private static int bytesInAnswer(String row) {
    var bytes = 0;
    for (int i = 0; i < row.length(); i++) {
      var each = row.charAt(i);
      if (each >= 0x800) {
        bytes += 3;
      } else if (each >= 0x80 || each < ' ' || each == '"' || each == '\\') {
        bytes += 2;
      } else {
        bytes++;
      }
    }
    return bytes;
  }
}
