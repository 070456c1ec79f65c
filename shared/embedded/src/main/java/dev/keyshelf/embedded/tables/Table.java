package dev.keyshelf.embedded.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A table: its definition, and the storage keys of its items and index entries. */
public final class Table {
  static final String ID = "_Id";
  static final String CREATED_AT = "_CreatedAt";
  static final String STREAM_SINCE = "_StreamSince";
  static final String TTL = "_TimeToLive";

  private final ObjectNode definition;
  private final int id;
  private final KeySchema key;
  private final List<Index> indexes;

  private Table(ObjectNode definition) {
    this.definition = definition;
    this.id = definition.get(ID).intValue();
    Map<String, String> types = new LinkedHashMap<>();
    definition
        .path("AttributeDefinitions")
        .forEach(
            each ->
                types.put(each.get("AttributeName").asText(), each.get("AttributeType").asText()));
    this.key = schema(definition.get("KeySchema"), types);
    var local = definition.path("LocalSecondaryIndexes");
    var numbered = new LinkedHashMap<JsonNode, Integer>();
    Stream.concat(local.valueStream(), definition.path("GlobalSecondaryIndexes").valueStream())
        .forEach(each -> numbered.put(each, numbered.size()));
    this.indexes =
        numbered.entrySet().stream()
            .map(
                each ->
                    index(each.getKey(), each.getValue(), each.getValue() < local.size(), types))
            .toList();
  }

  /** Creates a table from its stored definition. */
  static Table of(ObjectNode definition) {
    return new Table(definition);
  }

  private static Index index(JsonNode json, int number, boolean local, Map<String, String> types) {
    var projection = json.path("Projection");
    Set<String> included = new HashSet<>();
    projection.path("NonKeyAttributes").forEach(each -> included.add(each.asText()));
    boolean all = projection.path("ProjectionType").asText().equals("ALL");
    return new Index(
        json.get("IndexName").asText(),
        number,
        local,
        schema(json.get("KeySchema"), types),
        all ? Optional.empty() : Optional.of(Set.copyOf(included)));
  }

  private static KeySchema schema(JsonNode elements, Map<String, String> types) {
    var attributes =
        elements
            .valueStream()
            .map(each -> each.get("AttributeName").asText())
            .map(name -> new KeyAttribute(name, types.getOrDefault(name, "")))
            .toList();
    return new KeySchema(
        attributes.getFirst(),
        attributes.size() > 1 ? Optional.of(attributes.get(1)) : Optional.empty());
  }

  /** Returns the request of CreateTable, with the members that the store added. */
  public ObjectNode definition() {
    return definition;
  }

  /** Returns the table's name. */
  public String name() {
    return definition.get("TableName").asText();
  }

  /** Returns the table's key. */
  public KeySchema key() {
    return key;
  }

  /** Returns the secondary indexes, local ones first. */
  public List<Index> indexes() {
    return indexes;
  }

  /**
   * Finds an index.
   *
   * @throws Refusal if the table has no index with this name
   */
  public Index index(String name) {
    return indexes.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Refusal.validation("The table does not have the specified index: " + name));
  }

  /** Returns whether the table has a local secondary index, and so item collections. */
  public boolean hasLocalIndexes() {
    return indexes.stream().anyMatch(Index::local);
  }

  /** Returns when the table was created. */
  public Instant createdAt() {
    return Instant.ofEpochMilli(definition.get(CREATED_AT).longValue());
  }

  /** Returns which images of items the table's stream holds; empty if it has no stream. */
  public Optional<String> streamView() {
    var stream = definition.path("StreamSpecification");
    return stream.path("StreamEnabled").booleanValue()
        ? Optional.of(stream.path("StreamViewType").asText())
        : Optional.empty();
  }

  /** Returns the attribute that holds an item's expiry, in seconds since 1970; empty if none. */
  public Optional<String> ttlAttribute() {
    return Optional.ofNullable(definition.get(TTL)).map(JsonNode::asText);
  }

  /** Returns the table's Amazon Resource Name. */
  public String arn() {
    return "arn:aws:dynamodb:us-east-1:000000000000:table/" + name();
  }

  /** Returns when the table's stream was enabled: with the table, unless it was changed later. */
  public Instant streamSince() {
    return Instant.ofEpochMilli(
        definition.path(STREAM_SINCE).asLong(definition.get(CREATED_AT).longValue()));
  }

  /** Returns the label of the table's stream, which is the time when it was enabled. */
  public String streamLabel() {
    return streamSince().toString().replace("Z", "");
  }

  /** Returns the Amazon Resource Name of the table's stream. */
  public String streamArn() {
    return arn() + "/stream/" + streamLabel();
  }

  /** Returns the beginning of the items' storage keys. */
  private KeyBytes items() {
    return Place.ITEM.key().addInt(id);
  }

  private KeyBytes entries(Index index) {
    return Place.INDEX.key().addInt(id).add((byte) index.number());
  }

  /** Returns the storage key of an item. */
  public byte[] place(Map<String, Value> item) {
    return addKey(hashed(items(), key, item), key, item).toArray();
  }

  /**
   * Returns the storage key of an item's entry in an index.
   *
   * @throws IllegalArgumentException if the item is not in the index
   */
  public byte[] place(Index index, Map<String, Value> item) {
    var entry = addKey(hashed(entries(index), index.key(), item), index.key(), item);
    return addKey(entry, key, item).toArray();
  }

  private static KeyBytes hashed(KeyBytes bytes, KeySchema schema, Map<String, Value> item) {
    return bytes.addHash(value(item, schema.partition()));
  }

  private static KeyBytes addKey(KeyBytes bytes, KeySchema schema, Map<String, Value> item) {
    bytes.addValue(value(item, schema.partition()));
    schema.sort().ifPresent(sort -> bytes.addValue(value(item, sort)));
    return bytes;
  }

  private static Value value(Map<String, Value> item, KeyAttribute attribute) {
    Value value = item.get(attribute.name());
    if (value == null) {
      throw new IllegalArgumentException("the item has no " + attribute.name());
    }
    return value;
  }

  /** Returns the beginning of one partition's storage keys, in the table or in an index. */
  public KeyBytes partition(Optional<Index> index, Value partitionKey) {
    return index
        .map(this::entries)
        .orElseGet(this::items)
        .addHash(partitionKey)
        .addValue(partitionKey);
  }

  /** Returns the beginning of the storage keys of all items, or of all entries of an index. */
  public KeyBytes all(Optional<Index> index) {
    return index.map(this::entries).orElseGet(this::items);
  }

  /** Returns the beginning of the storage keys of the stream's records. */
  public byte[] streamPrefix() {
    return Place.STREAM.key().addInt(id).toArray();
  }

  /** Returns the beginning of the storage keys of expiring items. */
  public byte[] expiryPrefix() {
    return Place.EXPIRY.key().addInt(id).toArray();
  }

  /** Returns the storage key that records when an item expires; empty if it does not. */
  public Optional<byte[]> expiry(Map<String, Value> item) {
    return ttlAttribute()
        .map(item::get)
        .filter(Value.N.class::isInstance)
        .map(value -> ((Value.N) value).number())
        .filter(number -> number.signum() > 0 && number.precision() - number.scale() < 18)
        .map(
            number ->
                Place.EXPIRY
                    .key()
                    .addInt(id)
                    .addLong(number.longValue())
                    .add(place(item))
                    .toArray());
  }

  /** Returns the prefixes of all the table's storage keys, except that of its definition. */
  List<byte[]> prefixes() {
    return Stream.of(Place.ITEM, Place.INDEX, Place.STREAM, Place.EXPIRY)
        .map(each -> each.key().addInt(id).toArray())
        .toList();
  }

  int id() {
    return id;
  }
}
