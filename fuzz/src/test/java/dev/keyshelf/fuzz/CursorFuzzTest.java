package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class CursorFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isReadAsWrittenForItsQueryOnly(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    if (read(text, "route", "any").isPresent() && !text.equals(rewritten(text))) {
      throw new AssertionError("accepted a cursor that is never written: " + text);
    }
    var written = Cursor.write(text, "route", text);
    if (written.length() <= 512 && !read(written, "route", text).equals(Optional.of(text))) {
      throw new AssertionError("does not round-trip: " + text);
    }
    if (read(written, "route", text + "2").isPresent() || read(written, "route").isPresent()) {
      throw new AssertionError("accepted a cursor of another query: " + text);
    }
  }

  private static String rewritten(String cursor) {
    return Cursor.write(read(cursor, "route", "any").orElse(""), "route", "any");
  }

  private static Optional<String> read(String cursor, Object... query) {
    try {
      return Optional.of(Cursor.read(cursor, query));
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }
}
