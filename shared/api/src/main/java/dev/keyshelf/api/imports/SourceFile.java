package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** An operator's file of YAML or JSON, by its extension: a tree, and the line of each value. */
public final class SourceFile {
  /** A larger file is not read. In bytes. */
  public static final int LARGEST = 4 * 1024 * 1024;

  private final String name;
  private final JsonNode root;
  private final Map<String, Integer> lines;

  private SourceFile(String name, JsonNode root, Map<String, Integer> lines) {
    this.name = name;
    this.root = root;
    this.lines = lines;
  }

  /** Parses a file; one that cannot be parsed is a fault. */
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

  /** Gives the name under which faults tell of it. */
  public String name() {
    return name;
  }

  /** Gives the value that the file holds. */
  public JsonNode root() {
    return root;
  }

  /** Gives the line of a value, or of the nearest one around it, counted from 1. */
  public int line(String pointer) {
    var at = pointer;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return lines.getOrDefault(at, 1);
  }

  /** Gives a fault of the value at a JSON pointer. */
  public ImportFault fault(String pointer, String detail) {
    return new ImportFault(name, line(pointer), path(pointer), detail);
  }

  /** Gives a pointer as people write it: {@code /skus/0/id} as {@code skus[0].id}. */
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
