package dev.keyshelf.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.api.imports.FileSchema;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of files in a catalogue, each known by the one field that no other has. */
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

  /** Gives what the schema of this kind looks like. */
  FileSchema schema() {
    return FileSchema.named(schema);
  }

  /** Tells a file's kind; empty when it is none of ours. */
  static Optional<FileKind> of(JsonNode root) {
    return Arrays.stream(values()).filter(kind -> root.has(kind.field)).findFirst();
  }
}
