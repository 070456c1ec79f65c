package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Text;

/**
 * One fault in an operator's file.
 *
 * @param file relative to the directory of the object that started the import
 * @param line counted from 1; 0 if the fault concerns the whole file
 * @param path the field, such as {@code skus[0].quantity.minimum}; empty for the whole file
 */
public record ImportFault(String file, int line, String path, String detail) {
  private static final int LONGEST = 500;

  /** Replaces control characters and cuts long texts, to protect terminals and reports. */
  public ImportFault {
    file = shown(file);
    path = shown(path);
    detail = shown(detail);
  }

  private static String shown(String text) {
    var cut = Text.length(text) > LONGEST ? Text.cut(text, LONGEST) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** Returns a fault that concerns the whole file. */
  public static ImportFault of(String file, String detail) {
    return new ImportFault(file, 0, "", detail);
  }

  /** Returns the fault as a JSON object for a report. */
  public ObjectNode asJson() {
    return Json.object()
        .put("file", file)
        .put("line", line)
        .put("path", path)
        .put("detail", detail);
  }

  /** Returns the fault as one line of text: {@code file:line: path: detail}. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line)
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + detail;
  }
}
