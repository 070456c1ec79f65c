package dev.keyshelf.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.Contract;
import java.util.Map;
import java.util.TreeMap;

/** The schemas inside a schema. */
public final class Places {
  private Places() {}

  /**
   * Returns the schema of each place of a value, by its JSON pointer. The place of a list's items
   * is that of the first one. Of a choice between a schema and null, it is that schema.
   */
  public static Map<String, JsonNode> of(Contract contract, JsonNode schema) {
    var places = new TreeMap<String, JsonNode>();
    add(contract, "", schema, places);
    return places;
  }

  private static void add(
      Contract contract, String pointer, JsonNode given, Map<String, JsonNode> places) {
    var schema = contract.resolved(given);
    for (var part : schema.path("allOf")) {
      add(contract, pointer, part, places);
    }
    for (var choice : schema.path("oneOf")) {
      if (!choice.path("type").asText().equals("null") && !choice.has("required")) {
        add(contract, pointer, choice, places);
      }
    }
    if (!schema.has("oneOf") || schema.has("type")) {
      places.putIfAbsent(pointer, schema);
    }
    for (var member : schema.path("properties").properties()) {
      if (member.getValue().isObject()) {
        add(contract, pointer + "/" + member.getKey(), member.getValue(), places);
      }
    }
    if (schema.has("items")) {
      add(contract, pointer + "/0", schema.path("items"), places);
    }
  }
}
