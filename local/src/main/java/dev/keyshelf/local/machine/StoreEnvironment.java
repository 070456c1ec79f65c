package dev.keyshelf.local.machine;

import dev.keyshelf.local.fault.UserFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The environment variables that name stores to use instead of the embedded ones. */
final class StoreEnvironment {
  /** Functions see only these variables of the process environment. */
  private static final Set<String> NAMES =
      Set.of(
          "AWS_ENDPOINT_URL_DYNAMODB",
          "AWS_ENDPOINT_URL_DYNAMODB_STREAMS",
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

  /** Defaults that any S3 server understands. */
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

  /**
   * Returns whether a process environment names both stores. Embedded ones are not started then.
   *
   * @throws UserFault if it names only one of them
   */
  static boolean isNamedIn(Map<String, String> process) {
    var dynamoDb = process.containsKey("AWS_ENDPOINT_URL_DYNAMODB");
    if (dynamoDb != process.containsKey("AWS_ENDPOINT_URL_S3")) {
      throw new UserFault(
          "AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_S3 belong together: set both or none");
    }
    return dynamoDb;
  }

  /** Returns the variables of the stores that a process environment names. */
  static Map<String, String> of(Map<String, String> process) {
    return of(process, Map.of());
  }

  /**
   * Returns the variables of a running server's stores. Credentials that the server's file does not
   * have come from the process environment.
   *
   * @throws UserFault if there are no credentials
   */
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

  /** Returns the variables without credentials, to write to a file. */
  static Map<String, String> withoutCredentials(Map<String, String> stores) {
    Map<String, String> rest = new HashMap<>(stores);
    rest.keySet().removeAll(CREDENTIALS);
    return Map.copyOf(rest);
  }
}
