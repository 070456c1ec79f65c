package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.Attribute;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.embedded.Template.KeySchema;
import dev.keyshelf.embedded.Template.TableDeclaration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the properties of an {@code AWS::DynamoDB::Table}. */
final class TableReader {
  private TableReader() {}

  static TableDeclaration read(String id, String physicalName, Section properties) {
    Section local = properties.at("LocalSecondaryIndexes");
    if (local.isPresent()) {
      // Without the index, code could pass here and fail on AWS, or the reverse.
      throw local.problem("are not supported on one machine");
    }
    return new TableDeclaration(
        id,
        physicalName,
        properties.at("AttributeDefinitions").map(TableReader::attribute),
        key(properties.at("KeySchema")),
        properties.at("GlobalSecondaryIndexes").map(TableReader::index),
        properties.at("BillingMode").text("PROVISIONED"),
        ttlAttribute(properties.at("TimeToLiveSpecification")),
        properties.at("StreamSpecification").at("StreamViewType").optionalText().orElse(null));
  }

  private static Attribute attribute(Section definition) {
    return new Attribute(
        definition.at("AttributeName").text(), definition.at("AttributeType").text());
  }

  private static KeySchema key(Section schema) {
    var partition = attributes(schema, "HASH");
    var sort = attributes(schema, "RANGE");
    if (partition.size() != 1 || sort.size() > 1) {
      throw schema.problem("needs one HASH attribute and at most one RANGE attribute");
    }
    return new KeySchema(partition.getFirst(), sort.isEmpty() ? null : sort.getFirst());
  }

  private static List<String> attributes(Section schema, String keyType) {
    return schema.elements().stream()
        .filter(element -> element.at("KeyType").text().equals(keyType))
        .map(element -> element.at("AttributeName").text())
        .toList();
  }

  private static Index index(Section index) {
    Section projection = index.at("Projection");
    return new Index(
        index.at("IndexName").text(),
        key(index.at("KeySchema")),
        projection.at("ProjectionType").text(),
        projection.at("NonKeyAttributes").map(Section::text));
  }

  private static @Nullable String ttlAttribute(Section specification) {
    return Optional.of(specification)
        .filter(declared -> declared.at("Enabled").flag(false))
        .map(declared -> declared.at("AttributeName").text())
        .orElse(null);
  }
}
