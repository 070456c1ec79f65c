package dev.keyshelf.local.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One action on one resource that a statement of template.yaml allows or denies, for one of the
 * values of its conditions.
 *
 * @param resource the resource's name in the embedded cloud; may contain {@code *}
 * @param condition a pattern that the condition must match; matches all without a condition
 * @param attributes the only attributes that the action may name; empty for any
 */
record Grant(String action, String resource, String condition, Set<String> attributes) {
  private static final String ANY = "*";
  private static final Set<String> NAMING_ATTRIBUTES =
      Set.of("dynamodb:PutItem", "dynamodb:UpdateItem");

  private static final String ATTRIBUTES = "dynamodb:Attributes";

  private static final Map<String, String> KNOWN =
      Map.of(
          "${AWS::Partition}", "aws",
          "${BucketPrefix}", "keyshelf",
          "${AWS::AccountId}", "000000000000",
          "${AWS::Region}", "us-east-1");

  /** The functions of the tests have a second version of the hash key. */
  private static final String SECOND_HASH_KEY =
      "arn:aws:kms:us-east-1:000000000000:key/${SecondHashKeyId}";

  private static final Pattern ATTRIBUTE = Pattern.compile("\\$\\{([A-Za-z]+)\\.Arn}");

  /** Returns one grant for each action on each resource, and for each value of a condition. */
  static List<Grant> of(JsonNode statement) {
    var patterns = conditions(statement.path("Condition"));
    var attributes = attributes(statement.path("Condition"));
    var grants = new ArrayList<Grant>();
    for (var action : RawTemplate.listOf(statement.path("Action"))) {
      if (!attributes.isEmpty() && !NAMING_ATTRIBUTES.contains(action.asText())) {
        throw new IllegalArgumentException(
            "add the attributes of this action to Ask.by: " + action.asText());
      }
      for (var resource : RawTemplate.listOf(statement.path("Resource"))) {
        for (var pattern : patterns) {
          grants.add(new Grant(action.asText(), name(resource), pattern, attributes));
        }
      }
    }
    return grants;
  }

  /** Returns the grants of an action on the key that signs seals, and on one in its place. */
  static Stream<Grant> onSealKeys(String action) {
    return Stream.of("SealKey", "SealKeyId").map(key -> new Grant(action, key, ANY, Set.of()));
  }

  static String name(JsonNode resource) {
    if (resource.has("!GetAtt")) {
      return resource.path("!GetAtt").asText().replace(".Arn", "");
    }
    var text = resource.has("!Sub") ? resource.path("!Sub").asText() : resource.asText();
    for (var known : KNOWN.entrySet()) {
      text = text.replace(known.getKey(), known.getValue());
    }
    text = text.replace(SECOND_HASH_KEY, "SecondHashKey");
    return ATTRIBUTE.matcher(text).replaceAll("$1").replace("arn:aws:s3:::", "");
  }

  /**
   * Returns the patterns of a condition.
   *
   * @throws IllegalArgumentException if the condition is not of a known kind
   */
  private static List<String> conditions(JsonNode condition) {
    var patterns = new ArrayList<String>();
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        if (!isKnown(operator.getKey(), key.getKey())) {
          throw new IllegalArgumentException(
              "add this kind of condition to Grant.isKnown: " + condition);
        }
        if (namesOwnKeys(operator.getKey(), key.getKey(), condition)) {
          RawTemplate.listOf(key.getValue()).forEach(each -> patterns.add(each.asText()));
        }
      }
    }
    return patterns.isEmpty() ? List.of(ANY) : patterns;
  }

  private static boolean isKnown(String operator, String key) {
    return switch (key) {
      case LeadingKeys.KEY -> LeadingKeys.OPERATORS.contains(operator);
      case ATTRIBUTES -> Set.of("ForAllValues:StringEquals", "Null").contains(operator);
      case LeadingKeys.ENCLOSING -> operator.equals(LeadingKeys.OUTSIDE);
      case "s3:prefix" -> operator.equals("StringLike");
      // IfExists also allows what release 0.1.0 sealed without a context. No test here opens that.
      case "kms:EncryptionContext:keyshelf-purpose" ->
          Set.of("StringEquals", "StringEqualsIfExists").contains(operator);
      default -> false;
    };
  }

  /**
   * Returns whether a condition names the values of the action's own item. If two name keys, one
   * names those of the whole transaction.
   */
  private static boolean namesOwnKeys(String operator, String key, JsonNode condition) {
    return switch (key) {
      case LeadingKeys.KEY ->
          condition.has(LeadingKeys.ANY_IF_ANY)
              ? operator.equals(LeadingKeys.ANY_IF_ANY)
              : !operator.equals("Null");
      case ATTRIBUTES, LeadingKeys.ENCLOSING -> false;
      default -> true;
    };
  }

  private static Set<String> attributes(JsonNode condition) {
    return RawTemplate.listOf(condition.path("ForAllValues:StringEquals").path(ATTRIBUTES)).stream()
        .map(JsonNode::asText)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether this grant covers a permission. */
  boolean covers(Ask ask) {
    return action.equals(ask.action())
        && isLike(ask.resource(), resource)
        && isLike(ask.condition(), condition)
        && (attributes.isEmpty() || attributes.containsAll(ask.named()));
  }

  /** Compares as IAM does: a star matches any characters, including slashes. */
  static boolean isLike(String text, String pattern) {
    var regex = new StringBuilder();
    for (var part : pattern.split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return text.matches(regex.toString());
  }

  @Override
  public String toString() {
    return action + " on " + resource + (condition.equals(ANY) ? "" : " of " + condition);
  }
}
