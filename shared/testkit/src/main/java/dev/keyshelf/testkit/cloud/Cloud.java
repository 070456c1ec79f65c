package dev.keyshelf.testkit.cloud;

import java.util.Map;

/** A cloud with the stores that tests run on. */
public sealed interface Cloud extends AutoCloseable
    permits EmbeddedTestCloud, LocalStackCloud, FlociCloud {
  /**
   * The system property that chooses the cloud: {@code embedded} (the default), {@code localstack}
   * or {@code floci}.
   */
  String PROPERTY = "cloud";

  /** The name of LocalStack. */
  String LOCALSTACK = "localstack";

  /** The name of Floci. */
  String FLOCI = "floci";

  /** Returns the variables with which a function finds the stores. */
  Map<String, String> environment();

  /** Stops the stores. Their data is lost. */
  @Override
  void close();

  /**
   * Starts the cloud that the system property {@value #PROPERTY} names.
   *
   * @throws CloudUnavailableException if the name is unknown or the cloud cannot run here
   */
  static Cloud start() {
    return start(chosen());
  }

  /** Returns the name of the cloud in the system property {@value #PROPERTY}. */
  static String chosen() {
    return System.getProperty(PROPERTY, "embedded");
  }

  /**
   * Starts the named cloud.
   *
   * @throws CloudUnavailableException if the name is unknown or the cloud cannot run here
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
