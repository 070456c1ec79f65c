package dev.keyshelf.testkit.cloud;

import java.util.Map;

/** A place with the stores that tests run on. */
public sealed interface Cloud extends AutoCloseable permits EmbeddedTestCloud, LocalStackCloud {
  /** Chooses the cloud: {@code embedded} (also when unset) or {@code localstack}. */
  String PROPERTY = "cloud";

  /** The variables by which a function finds the stores. */
  Map<String, String> environment();

  /** Stops the stores; nothing of them remains. */
  @Override
  void close();

  /**
   * Starts the cloud that the system property {@value #PROPERTY} names.
   *
   * @throws CloudUnavailableException when there is no such cloud or it cannot run here
   */
  static Cloud start() {
    return start(System.getProperty(PROPERTY, "embedded"));
  }

  /**
   * Starts the named cloud.
   *
   * @throws CloudUnavailableException when there is no such cloud or it cannot run here
   */
  static Cloud start(String name) {
    return switch (name) {
      case "embedded" -> new EmbeddedTestCloud();
      case "localstack" -> LocalStackCloud.start();
      default ->
          throw new CloudUnavailableException(
              "-D%s=%s is unknown: use embedded or localstack".formatted(PROPERTY, name));
    };
  }
}
