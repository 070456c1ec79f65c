package dev.keyshelf.local.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One action on one resource that a statement of template.yaml allows or denies.
 *
 * @param resource as the embedded cloud names it; may hold {@code *}
 * @param conditions the patterns of which a condition wants one; empty without a condition
 */
record Grant(String action, String resource, List<String> conditions) {
  private static final Map<String, String> KNOWN =
      Map.of(
          "${AWS::Partition}", "aws",
          "${BucketPrefix}", "keyshelf",
          "${AWS::AccountId}", "000000000000",
          "${AWS::Region}", "us-east-1");

  private static final Pattern ATTRIBUTE = Pattern.compile("\\$\\{([A-Za-z]+)\\.Arn}");

  /** Gives each action on each resource of a statement. */
  static List<Grant> of(JsonNode statement) {
    var conditions = conditions(statement.path("Condition"));
    var grants = new ArrayList<Grant>();
    for (var action : RawTemplate.listOf(statement.path("Action"))) {
      for (var resource : RawTemplate.listOf(statement.path("Resource"))) {
        grants.add(new Grant(action.asText(), name(resource), conditions));
      }
    }
    return grants;
  }

  private static String name(JsonNode resource) {
    if (resource.has("!GetAtt")) {
      return resource.path("!GetAtt").asText().replace(".Arn", "");
    }
    var text = resource.has("!Sub") ? resource.path("!Sub").asText() : resource.asText();
    for (var known : KNOWN.entrySet()) {
      text = text.replace(known.getKey(), known.getValue());
    }
    return ATTRIBUTE.matcher(text).replaceAll("$1").replace("arn:aws:s3:::", "");
  }

  /** There are two kinds of conditions; another would be told as one that nothing meets. */
  private static List<String> conditions(JsonNode condition) {
    var patterns = new ArrayList<String>();
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        var known =
            switch (key.getKey()) {
              case "dynamodb:LeadingKeys" ->
                  operator.getKey().matches("For(All|Any)Values?:StringLike");
              case "s3:prefix" -> operator.getKey().equals("StringLike");
              default -> false;
            };
        if (!known) {
          throw new IllegalArgumentException("say what this means: " + condition);
        }
        RawTemplate.listOf(key.getValue()).forEach(each -> patterns.add(each.asText()));
      }
    }
    return patterns;
  }

  /** Gives whether this covers an ask. */
  boolean covers(Ask ask) {
    return action.equals(ask.action())
        && isLike(ask.resource(), resource)
        && (conditions.isEmpty()
            || conditions.stream().anyMatch(pattern -> isLike(ask.condition(), pattern)));
  }

  /** As IAM compares: a star stands for any characters, slashes too. */
  private static boolean isLike(String text, String pattern) {
    var regex = new StringBuilder();
    for (var part : pattern.split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return text.matches(regex.toString());
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
