package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.api.imports.FileSchema;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of files in a catalogue. Each has one field that no other kind has. */
enum FileKind {
  TERMS("terms", "editions"),
  PRODUCT("product", "skus"),
  PRICE_LIST("price-list", "offers");

  private final String schema;
  private final String field;

  FileKind(String schema, String field) {
    this.schema = schema;
    this.field = field;
  }

  /** Reads the schema of this kind. */
  FileSchema schema() {
    return FileSchema.named(schema);
  }

  /** Returns a file's kind, or empty if it is no file of a catalogue. */
  static Optional<FileKind> of(JsonNode root) {
    return Arrays.stream(values()).filter(kind -> root.has(kind.field)).findFirst();
  }
}
