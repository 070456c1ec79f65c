package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Text;

/**
 * What is wrong in an operator's file.
 *
 * @param file relative to the directory of the object that started the import
 * @param line counted from 1; 0 when the fault is the file's as a whole
 * @param path the field, as in {@code skus[0].quantity.minimum}; empty for the whole file
 */
public record ImportFault(String file, int line, String path, String detail) {
  private static final int LONGEST = 500;

  /** Keeps what cannot be shown, and more than can be read, out of terminals and reports. */
  public ImportFault {
    file = shown(file);
    path = shown(path);
    detail = shown(detail);
  }

  private static String shown(String text) {
    var cut = Text.length(text) > LONGEST ? Text.cut(text, LONGEST) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** Gives a fault of a file as a whole. */
  public static ImportFault of(String file, String detail) {
    return new ImportFault(file, 0, "", detail);
  }

  /** Gives the fault as a report holds it. */
  public ObjectNode asJson() {
    return Json.object()
        .put("file", file)
        .put("line", line)
        .put("path", path)
        .put("detail", detail);
  }

  /** Gives the fault as one line: {@code file:line: path: detail}. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line)
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + detail;
  }
}
