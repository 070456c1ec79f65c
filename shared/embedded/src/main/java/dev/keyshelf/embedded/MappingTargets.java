package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.util.List;
import java.util.Set;

/** Reads what all event source mappings have: the function, and how it answers. */
final class MappingTargets {
  private static final String REPORTS = "ReportBatchItemFailures";

  private final List<FunctionDeclaration> functions;

  MappingTargets(List<FunctionDeclaration> functions) {
    this.functions = functions;
  }

  /**
   * Refuses properties that could change what a function receives, and a mapping that is off or
   * waits for more.
   */
  static void requireKnown(Section properties, Set<String> known) {
    for (String each : properties.keys()) {
      if (!known.contains(each)) {
        throw properties.at(each).problem("is not supported on one machine");
      }
    }
    requireOnly(properties.at("Enabled"), properties.at("Enabled").text("true"), "true");
    requireOnly(
        properties.at("MaximumBatchingWindowInSeconds"),
        properties.at("MaximumBatchingWindowInSeconds").text("0"),
        "0");
  }

  /** Refuses a value unless it is the only one that one machine supports. */
  static void requireOnly(Section section, String value, String supported) {
    if (!value.equals(supported)) {
      throw section.problem("is %s, but one machine supports only %s".formatted(value, supported));
    }
  }

  /** Returns the name of the function that a mapping invokes. */
  String function(Section mapping) {
    Section name = mapping.at("FunctionName");
    String text = name.text();
    return functions.stream()
        .filter(each -> isNamed(each.logicalId(), text))
        .findFirst()
        .orElseThrow(() -> name.problem("is %s, not a function here".formatted(text)))
        .name();
  }

  /** Returns whether a reference means the function of this logical id. */
  static boolean isNamed(String id, String text) {
    return Set.of(id, id + ".Alias", "arn:aws:local:::" + id).contains(text);
  }

  /** Returns whether the function's answer names what it failed to handle. */
  static boolean reportsFailures(Section mapping) {
    var types = mapping.at("FunctionResponseTypes").elements();
    for (Section type : types) {
      requireOnly(type, type.text(), REPORTS);
    }
    return !types.isEmpty();
  }
}
