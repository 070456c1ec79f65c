package dev.keyshelf.local.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.Set;

/**
 * A statement of a bucket's policy that denies actions by who calls, or by how an object is
 * written. Statements on transport and on presigned URLs are left out: no call of a function shows
 * them here.
 */
record Denial(JsonNode statement, String logicalId, String bucket) {
  private static final Set<String> ELSEWHERE =
      Set.of("aws:SecureTransport", "s3:TlsVersion", "s3:signatureAge");

  /** Returns the statements of a bucket's policy. */
  static List<Denial> ofBucket(RawTemplate template, String logicalId) {
    var bucket = Grant.name(template.properties(logicalId).path("BucketName"));
    var statements =
        template.properties(logicalId + "Policy").path("PolicyDocument").path("Statement");
    return RawTemplate.listOf(statements).stream()
        .filter(
            each ->
                ELSEWHERE.stream()
                    .noneMatch(key -> each.path("Condition").toString().contains(key)))
        .map(each -> new Denial(each, logicalId, bucket))
        .toList();
  }

  /** Returns whether a call of this function is denied: all conditions must hold. */
  boolean denies(Ask ask, String function) {
    return RawTemplate.listOf(statement.path("Action")).stream()
            .anyMatch(action -> action.asText().equals(ask.action()))
        && RawTemplate.listOf(statement.path("Resource")).stream()
            .map(resource -> Grant.name(resource).replaceFirst("^" + logicalId + "\\b", bucket))
            .anyMatch(resource -> Grant.isLike(ask.resource(), resource))
        && statement.path("Condition").properties().stream()
            .allMatch(operator -> holds(operator.getKey(), operator.getValue(), ask, function));
  }

  private static boolean holds(String operator, JsonNode keys, Ask ask, String function) {
    var key = keys.fieldNames().next();
    return switch (operator + " " + key) {
      case "ArnNotEquals aws:PrincipalArn" ->
          RawTemplate.listOf(keys.path(key)).stream()
              .noneMatch(role -> Grant.name(role).equals(function + "Role"));
      case "Null s3:if-none-match" -> !ask.named().contains(Ask.IF_NONE_MATCH);
      case "Bool s3:ObjectCreationOperation" -> ask.named().contains(Ask.CREATION);
      default ->
          throw new IllegalArgumentException("add this kind of condition to Denial: " + operator);
    };
  }
}
