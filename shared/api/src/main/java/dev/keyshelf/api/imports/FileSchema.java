package dev.keyshelf.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.keyshelf.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The JSON Schema of one kind of import file. */
public final class FileSchema {
  /** The keyword beside a pattern that says in words what the pattern requires. Editors show it. */
  private static final String FORM = "patternErrorMessage";

  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012()).keyword(new NonValidationKeyword(FORM)).build();

  private final JsonNode text;
  private final Schema schema;

  private FileSchema(JsonNode text) {
    this.text = text;
    this.schema =
        SchemaRegistry.withDefaultDialect(
                DIALECT,
                builder ->
                    builder
                        .schemaRegistryConfig(
                            SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build())
                        // Our schemas refer to no other schema, so none is fetched.
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)))
            .getSchema(SchemaLocation.of(text.path("$id").textValue()), text);
  }

  /** Returns the schema with a name. The function's zip holds the files of {@code docs/schemas}. */
  public static FileSchema named(String name) {
    var resource = "/META-INF/schemas/%s.schema.json".formatted(name);
    try (var stream = FileSchema.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new FileSchema(Json.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Validates a file and adds each fault with its place. Returns whether there were none. */
  public boolean admits(SourceFile file, Faults faults) {
    var found = schema.validate(file.root());
    // If a value has the wrong type, its other faults follow from that and are left out.
    Set<String> ofOtherType = new HashSet<>();
    found.stream()
        .filter(error -> "type".equals(error.getKeyword()))
        .forEach(error -> ofOtherType.add(pointer(error)));
    found.stream()
        .filter(error -> "type".equals(error.getKeyword()) || !ofOtherType.contains(pointer(error)))
        .map(error -> fault(file, error))
        .distinct()
        .sorted(Comparator.comparingInt(ImportFault::line))
        .forEach(faults::add);
    return found.isEmpty();
  }

  private ImportFault fault(SourceFile file, Error error) {
    var pointer = pointer(error);
    return switch (error.getKeyword()) {
      case "required" -> file.fault(pointer + "/" + escaped(error.getProperty()), "is missing");
      case "dependentRequired" ->
          file.fault(
              pointer + "/" + escaped(error.getProperty()),
              "needs %s beside it"
                  .formatted(listed(error.getSchemaNode().path(error.getProperty()))));
      case "minProperties" -> file.fault(pointer, "must name at least one of its fields");
      case "additionalProperties" ->
          file.fault(pointer + "/" + escaped(error.getProperty()), "is not a known field");
      case "type" -> file.fault(pointer, "must be " + type(error));
      case "enum" -> file.fault(pointer, "must be one of " + listed(error.getSchemaNode()));
      case "pattern" -> file.fault(pointer, form(error));
      case "minimum" -> file.fault(pointer, "must be at least " + error.getSchemaNode().asText());
      case "maximum" -> file.fault(pointer, "must be at most " + error.getSchemaNode().asText());
      default -> file.fault(pointer, error.getMessage());
    };
  }

  private static String pointer(Error error) {
    return error.getInstanceLocation().toString();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String type(Error error) {
    return switch (error.getSchemaNode().asText()) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "text; put a number in quotes";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "another type";
    };
  }

  private static String listed(JsonNode values) {
    var texts = values.valueStream().map(JsonNode::asText).toList();
    return String.join(", ", texts);
  }

  /** Returns the words beside the pattern in the schema. */
  private String form(Error error) {
    var location = error.getSchemaLocation().toString();
    var pattern = location.substring(location.indexOf('#') + 1);
    var around = pattern.substring(0, pattern.lastIndexOf('/'));
    return text.at(around).path(FORM).asText(error.getMessage());
  }
}
