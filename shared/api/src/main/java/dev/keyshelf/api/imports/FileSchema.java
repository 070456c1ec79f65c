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

/** The JSON Schema of a kind of file, which says what such a file looks like. */
public final class FileSchema {
  /** Beside a pattern: what it asks for, in words; editors show it too. */
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
                        // Ours name no other schema, and none is ever fetched.
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)))
            .getSchema(SchemaLocation.of(text.path("$id").textValue()), text);
  }

  /** Gives the schema of a name, which the function carries: one of {@code docs/schemas}. */
  public static FileSchema named(String name) {
    var resource = "/META-INF/schemas/%s.schema.json".formatted(name);
    try (var stream = FileSchema.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new FileSchema(Json.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Tells whether a file looks as it must, and adds each fault with its place. */
  public boolean admits(SourceFile file, Faults faults) {
    var found = schema.validate(file.root());
    // Of a value of another type everything else is wrong too: that goes without saying.
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
      case "additionalProperties" ->
          file.fault(
              pointer + "/" + escaped(error.getProperty()), "is not a field that is known here");
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

  /** The schema says beside each pattern what it asks for. */
  private String form(Error error) {
    var location = error.getSchemaLocation().toString();
    var pattern = location.substring(location.indexOf('#') + 1);
    var around = pattern.substring(0, pattern.lastIndexOf('/'));
    return text.at(around).path(FORM).asText(error.getMessage());
  }
}
