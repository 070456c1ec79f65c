package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.local.fault.UserFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person can choose about one machine.
 *
 * @param template the path of template.yaml; {@code samples/} lies beside it
 * @param data null keeps everything in memory
 * @param port 0 takes any free one
 * @param clockOffset how far the domain's clock is ahead of the machine's
 * @param issuer whose tokens count; null for the development issuer
 * @param samples whether stores that are new get the samples
 * @param environment the process environment: may name stores to use instead of embedded ones
 * @param trouble what goes wrong with requests to the embedded table store once it is served; null
 *     for nothing
 * @param suffix what the names of tables and buckets end with; they are removed on close then.
 *     Empty for those of the template
 */
public record Settings(
    Path template,
    @Nullable Path data,
    int port,
    Duration clockOffset,
    @Nullable Issuer issuer,
    boolean samples,
    Map<String, String> environment,
    @Nullable Trouble trouble,
    String suffix) {

  /** An OpenID Connect issuer by its {@code iss}, and the audience its tokens must have. */
  public record Issuer(String url, String audience) {}

  public Settings {
    environment = Map.copyOf(environment);
  }

  /** In memory, on any free port, with the samples. */
  public static Settings inMemory(Path template) {
    return new Settings(template, null, 0, Duration.ZERO, null, true, System.getenv(), null, "");
  }

  /**
   * The project's own template: in the folder that the launcher names, else in the nearest folder
   * upwards from the current one.
   */
  public static Path defaultTemplate() {
    var root = System.getProperty("keyshelf.root");
    if (root != null) {
      return Path.of(root, "template.yaml");
    }
    var current = Path.of("").toAbsolutePath();
    for (Path up = current; up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("template.yaml"))) {
        return up.resolve("template.yaml");
      }
    }
    throw new UserFault("no template.yaml here or above; start ./keyshelf from its folder");
  }

  /** What new stores get; null when they are to stay empty or there is nothing for them. */
  @Nullable Path samplesFolder() {
    var folder = template.resolveSibling("samples");
    return samples && Files.isDirectory(folder) ? folder : null;
  }

  /** The same with the data in a folder. */
  public Settings withData(@Nullable Path folder) {
    return new Settings(
        template, folder, port, clockOffset, issuer, samples, environment, trouble, suffix);
  }

  /** The same on this port. */
  public Settings withPort(int number) {
    return new Settings(
        template, data, number, clockOffset, issuer, samples, environment, trouble, suffix);
  }

  /** The same with the domain's clock this far ahead. */
  public Settings withClockOffset(Duration offset) {
    return new Settings(
        template, data, port, offset, issuer, samples, environment, trouble, suffix);
  }

  /** The same with another issuer's tokens. */
  public Settings withIssuer(@Nullable Issuer other) {
    return new Settings(
        template, data, port, clockOffset, other, samples, environment, trouble, suffix);
  }

  /** The same with stores that stay empty. */
  public Settings withoutSamples() {
    return new Settings(
        template, data, port, clockOffset, issuer, false, environment, trouble, suffix);
  }

  /** The same in another process environment. */
  public Settings withEnvironment(Map<String, String> other) {
    return new Settings(template, data, port, clockOffset, issuer, samples, other, trouble, suffix);
  }

  /** The same with trouble of the table store. */
  public Settings withTrouble(@Nullable Trouble other) {
    return new Settings(
        template, data, port, clockOffset, issuer, samples, environment, other, suffix);
  }

  /** The same with tables and buckets of its own, which are removed on close. */
  public Settings withStoresApart(String other) {
    return new Settings(
        template, data, port, clockOffset, issuer, samples, environment, trouble, other);
  }

  /**
   * Returns whether the environment names stores to use instead of embedded ones.
   *
   * @throws UserFault when it names one of the two
   */
  public boolean namesStores() {
    return StoreEnvironment.isNamedIn(environment);
  }
}
