package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.local.console.ConsolePages;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.identity.RegisteredClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one machine.
 *
 * @param template the path of template.yaml; {@code samples/} lies beside it
 * @param data the data folder; null keeps everything in memory
 * @param port 0 takes any free port
 * @param clockOffset how far the domain's clock is ahead of the machine's
 * @param issuer the issuer whose tokens are accepted; null for the development issuer
 * @param samples whether new stores get the samples
 * @param environment the process environment, which can name stores to use instead of embedded ones
 * @param trouble failures of requests to the embedded table store, after the start; null for none
 * @param suffix a suffix for the names of tables and buckets, which are then removed on close;
 *     empty for the names of the template
 * @param streams whether the tables' streams, and the queues, are handed to their functions while
 *     the machine runs
 * @param webhooksToLoopback whether webhooks may lead to this machine
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
    String suffix,
    boolean streams,
    boolean webhooksToLoopback) {

  /**
   * An OpenID Connect issuer.
   *
   * @param url the {@code iss} of its tokens
   * @param partners the tokens of partners' users
   * @param operators the tokens of operators; null if it has no operators
   * @param reading how the function AuthorizeToken reads its tokens; null if the gateway's own
   *     authorizer checks them
   * @param origins other origins of its endpoints, which the console may connect to
   */
  public record Issuer(
      String url,
      Client partners,
      @Nullable Client operators,
      @Nullable Reading reading,
      List<String> origins) {
    /** Copies the origins. */
    public Issuer {
      origins = List.copyOf(origins);
    }

    /** Names an issuer that knows the console by its usual id, and has no operators. */
    public Issuer(String url, String audience) {
      this(
          url,
          new Client(audience, RegisteredClient.CONSOLE, ConsolePages.Client.USUAL_SCOPE),
          null,
          null,
          List.of());
    }

    /** Returns the environment variables about tokens, which the functions get. */
    public Map<String, String> variables() {
      if (reading == null) {
        return Map.of();
      }
      Map<String, String> variables = new HashMap<>(reading.claims().variables());
      variables.put("KEYSHELF_TOKEN_ISSUER", url);
      variables.put("KEYSHELF_TOKEN_AUDIENCE", partners.audience());
      variables.put("KEYSHELF_OPERATOR_ISSUER", "");
      variables.put("KEYSHELF_OPERATOR_AUDIENCE", operators == null ? "" : operators.audience());
      variables.put("KEYSHELF_FURTHER_ISSUERS", reading.furtherIssuers());
      return variables;
    }
  }

  /**
   * How the function AuthorizeToken reads tokens.
   *
   * @param furtherIssuers pairs of an issuer and an audience, with blanks between them
   */
  public record Reading(ClaimSettings.Written claims, String furtherIssuers) {}

  /**
   * One kind of an issuer's tokens.
   *
   * @param audience the audience that they must have
   * @param id the id under which the issuer knows the console that gets them
   * @param scope the scopes that this console asks for, with blanks between them
   */
  public record Client(String audience, String id, String scope) {}

  public Settings {
    environment = Map.copyOf(environment);
  }

  /** Returns settings for a machine in memory, on any free port, with the samples. */
  public static Settings inMemory(Path template) {
    return new Settings(
        template, null, 0, Duration.ZERO, null, true, System.getenv(), null, "", false, false);
  }

  /**
   * Returns the path of the project's template. The launcher names its folder. Otherwise it is in
   * the current folder or the nearest one above.
   *
   * @throws UserFault if none of these folders has a template.yaml
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
    throw new UserFault(
        "no template.yaml in this folder or above; start ./keyshelf from the project's folder");
  }

  /** Returns the folder of the samples; null if they are not wanted or do not exist. */
  @Nullable Path samplesFolder() {
    var folder = template.resolveSibling("samples");
    return samples && Files.isDirectory(folder) ? folder : null;
  }

  /** Returns the folder of the built console, which need not exist. */
  Path consoleFolder() {
    return template.resolveSibling("console").resolve("dist");
  }

  /** Returns these settings with another data folder. */
  public Settings withData(@Nullable Path folder) {
    return new Settings(
        template,
        folder,
        port,
        clockOffset,
        issuer,
        samples,
        environment,
        trouble,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with another port. */
  public Settings withPort(int number) {
    return new Settings(
        template,
        data,
        number,
        clockOffset,
        issuer,
        samples,
        environment,
        trouble,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with another offset of the domain's clock. */
  public Settings withClockOffset(Duration offset) {
    return new Settings(
        template,
        data,
        port,
        offset,
        issuer,
        samples,
        environment,
        trouble,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with another issuer. */
  public Settings withIssuer(@Nullable Issuer other) {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        other,
        samples,
        environment,
        trouble,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings without the samples. */
  public Settings withoutSamples() {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        issuer,
        false,
        environment,
        trouble,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with another process environment. */
  public Settings withEnvironment(Map<String, String> other) {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        issuer,
        samples,
        other,
        trouble,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with trouble of the table store. */
  public Settings withTrouble(@Nullable Trouble other) {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        issuer,
        samples,
        environment,
        other,
        suffix,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with separate tables and buckets, which are removed on close. */
  public Settings withStoresApart(String other) {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        issuer,
        samples,
        environment,
        trouble,
        other,
        streams,
        webhooksToLoopback);
  }

  /** Returns these settings with streams and queues that are handed to their functions. */
  public Settings withStreams() {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        issuer,
        samples,
        environment,
        trouble,
        suffix,
        true,
        webhooksToLoopback);
  }

  /** Returns these settings with webhooks that may, or may not, lead to this machine. */
  public Settings withWebhooksToLoopback(boolean allowed) {
    return new Settings(
        template,
        data,
        port,
        clockOffset,
        issuer,
        samples,
        environment,
        trouble,
        suffix,
        streams,
        allowed);
  }

  /**
   * Returns whether the environment names stores to use instead of embedded ones.
   *
   * @throws UserFault if it names only one of the two stores
   */
  public boolean namesStores() {
    return StoreEnvironment.isNamedIn(environment);
  }
}
