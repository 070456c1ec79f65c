package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.BucketDeclaration;
import dev.keyshelf.embedded.Template.Expiry;
import dev.keyshelf.embedded.Template.ObjectCreated;
import java.util.List;
import java.util.Map;

/** Reads buckets: what expires in them, and which functions they notify. */
final class BucketReader {
  private final Map<String, Section> buckets;

  /**
   * Reads buckets.
   *
   * @param buckets the properties of each bucket, by its physical name
   */
  BucketReader(Map<String, Section> buckets) {
    this.buckets = Map.copyOf(buckets);
  }

  static BucketDeclaration bucket(String id, String name, Section properties) {
    String versioning = properties.at("VersioningConfiguration").at("Status").text("Suspended");
    return new BucketDeclaration(
        id,
        name,
        versioning.equals("Enabled"),
        properties.at("LifecycleConfiguration").at("Rules").elements().stream()
            .filter(rule -> rule.at("Status").text().equals("Enabled"))
            .filter(rule -> rule.at("ExpirationInDays").isPresent())
            .map(
                rule ->
                    new Expiry(
                        rule.at("Prefix").text(""),
                        rule.at("ExpirationInDays").number(1, 1, Integer.MAX_VALUE)))
            .toList());
  }

  /** Returns which new objects the buckets tell a function of. */
  List<ObjectCreated> notifying(String function) {
    return buckets.entrySet().stream()
        .flatMap(
            bucket ->
                bucket
                    .getValue()
                    .at("NotificationConfiguration")
                    .at("LambdaConfigurations")
                    .elements()
                    .stream()
                    .filter(each -> each.at("Event").text().startsWith("s3:ObjectCreated:"))
                    .filter(each -> MappingTargets.isNamed(function, each.at("Function").text()))
                    .map(each -> created(bucket.getKey(), each)))
        .toList();
  }

  private static ObjectCreated created(String bucket, Section notification) {
    Section rules = notification.at("Filter").at("S3Key").at("Rules");
    return new ObjectCreated(bucket, rule(rules, "prefix"), rule(rules, "suffix"));
  }

  private static String rule(Section rules, String name) {
    return rules.elements().stream()
        .filter(rule -> rule.at("Name").text().equals(name))
        .map(rule -> rule.at("Value").text())
        .findFirst()
        .orElse("");
  }
}
