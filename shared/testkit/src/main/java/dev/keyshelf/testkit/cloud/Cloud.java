package dev.keyshelf.testkit.cloud;

import java.util.Map;

/** A place with the stores that tests run on. */
public sealed interface Cloud extends AutoCloseable
    permits EmbeddedTestCloud, LocalStackCloud, FlociCloud {
  /** Chooses the cloud: {@code embedded} (also when unset), {@code localstack} or {@code floci}. */
  String PROPERTY = "cloud";

  /** The name of LocalStack. */
  String LOCALSTACK = "localstack";

  /** The name of Floci. */
  String FLOCI = "floci";

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
    return start(chosen());
  }

  /** Gives the name that the system property {@value #PROPERTY} has. */
  static String chosen() {
    return System.getProperty(PROPERTY, "embedded");
  }

  /**
   * Starts the named cloud.
   *
   * @throws CloudUnavailableException when there is no such cloud or it cannot run here
   */
  static Cloud start(String name) {
    return switch (name) {
      case "embedded" -> new EmbeddedTestCloud();
      case LOCALSTACK -> LocalStackCloud.start();
      case FLOCI -> FlociCloud.start();
      default ->
          throw new CloudUnavailableException(
              "-D%s=%s is unknown: use embedded, localstack or floci".formatted(PROPERTY, name));
    };
  }
}
