package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** An operator's file of YAML or JSON: its tree, and the line of each value. */
public final class SourceFile {
  /** The maximum size of a file, in bytes. A larger file is not read. */
  public static final int LARGEST = 4 * 1024 * 1024;

  private final String name;
  private final JsonNode root;
  private final Map<String, Integer> lines;

  private SourceFile(String name, JsonNode root, Map<String, Integer> lines) {
    this.name = name;
    this.root = root;
    this.lines = lines;
  }

  /**
   * Parses a file. Its extension decides between JSON and YAML.
   *
   * @return an empty result, and one more fault, if the file cannot be parsed
   */
  public static Optional<SourceFile> parse(String name, byte[] bytes, Faults faults) {
    if (bytes.length > LARGEST) {
      faults.add(ImportFault.of(name, "is larger than 4 MiB"));
      return Optional.empty();
    }
    return SourceText.read(name, bytes, faults).flatMap(text -> tree(name, text, faults));
  }

  private static Optional<SourceFile> tree(String name, String text, Faults faults) {
    try {
      var tree = TreeReader.read(name, text);
      return Optional.of(new SourceFile(name, tree.root(), tree.lines()));
    } catch (TreeReader.Malformed malformed) {
      faults.add(new ImportFault(name, malformed.line(), malformed.path(), malformed.detail()));
      return Optional.empty();
    }
  }

  /** Returns the name that faults use for the file. */
  public String name() {
    return name;
  }

  /** Returns the root of the file's tree. */
  public JsonNode root() {
    return root;
  }

  /** Returns the line of a value, or of the nearest enclosing one, counted from 1. */
  public int line(String pointer) {
    var at = pointer;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return lines.getOrDefault(at, 1);
  }

  /** Returns a fault at the place of a JSON pointer. */
  public ImportFault fault(String pointer, String detail) {
    return new ImportFault(name, line(pointer), path(pointer), detail);
  }

  /** Returns a JSON pointer as a path for people: {@code /skus/0/id} becomes {@code skus[0].id}. */
  static String path(String pointer) {
    var path = new StringBuilder();
    for (var step : pointer.split("/", -1)) {
      if (step.matches("[0-9]+") && !path.isEmpty()) {
        path.append('[').append(step).append(']');
      } else if (!step.isEmpty()) {
        path.append(path.isEmpty() ? "" : ".").append(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return path.toString();
  }
}
