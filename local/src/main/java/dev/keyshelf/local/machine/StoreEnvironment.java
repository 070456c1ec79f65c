package dev.keyshelf.local.machine;

import dev.keyshelf.local.fault.UserFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The variables by which stores are found, when they are not the embedded ones. */
final class StoreEnvironment {
  /** Of a process environment functions see these and nothing else. */
  private static final Set<String> NAMES =
      Set.of(
          "AWS_ENDPOINT_URL_DYNAMODB",
          "AWS_ENDPOINT_URL_S3",
          "AWS_REGION",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "KEYSHELF_S3_PATH_STYLE",
          "KEYSHELF_S3_CHECKSUMS",
          "KEYSHELF_ATTEMPT_TIMEOUT");

  private static final Set<String> CREDENTIALS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

  /** What any S3 server understands. */
  private static final Map<String, String> USUAL =
      Map.of(
          "AWS_REGION",
          "us-east-1",
          "KEYSHELF_S3_PATH_STYLE",
          "true",
          "KEYSHELF_S3_CHECKSUMS",
          "WHEN_REQUIRED",
          "KEYSHELF_ATTEMPT_TIMEOUT",
          "PT5S");

  private StoreEnvironment() {}

  /** True when a process environment names both stores: then no embedded ones are started. */
  static boolean isNamedIn(Map<String, String> process) {
    var dynamoDb = process.containsKey("AWS_ENDPOINT_URL_DYNAMODB");
    if (dynamoDb != process.containsKey("AWS_ENDPOINT_URL_S3")) {
      throw new UserFault(
          "AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_S3 belong together: set both or none");
    }
    return dynamoDb;
  }

  /** The stores that a process environment names. */
  static Map<String, String> of(Map<String, String> process) {
    return of(process, Map.of());
  }

  /** The stores of a running server; credentials it does not tell come from the process. */
  static Map<String, String> of(Map<String, String> process, Map<String, String> server) {
    Map<String, String> stores = new HashMap<>(USUAL);
    process.forEach(
        (name, value) -> {
          if (NAMES.contains(name)) {
            stores.put(name, value);
          }
        });
    stores.putAll(server);
    if (!stores.containsKey("AWS_ACCESS_KEY_ID") || !stores.containsKey("AWS_SECRET_ACCESS_KEY")) {
      throw new UserFault(
          "the stores at %s need AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
              .formatted(stores.get("AWS_ENDPOINT_URL_DYNAMODB")));
    }
    return Map.copyOf(stores);
  }

  /** What may be written to a file: credentials of a person's own cloud may not. */
  static Map<String, String> withoutCredentials(Map<String, String> stores) {
    Map<String, String> rest = new HashMap<>(stores);
    rest.keySet().removeAll(CREDENTIALS);
    return Map.copyOf(rest);
  }
}
