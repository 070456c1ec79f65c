package dev.keyshelf.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The issuer of {@code src/test/issuer} in its own process: oidc-provider, which emits the access
 * tokens that a test asks for. It ends with the test's process.
 */
final class OidcProvider implements AutoCloseable {
  private static final Path FOLDER =
      Path.of(System.getProperty("keyshelf.root")).resolve("interop/target/issuer");
  private static final String SAYS = "The issuer is ";

  /** A client, whose access tokens may be encrypted, so that only the issuer can read them. */
  record Client(String id, String redirectUri, boolean encrypts) {}

  private final Process process;
  private final String address;

  private OidcProvider(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a page's issuer on a free port, and waits until it answers. A client names each {@link
   * Visitor} as its login hint.
   */
  static OidcProvider start(IssuerPage page, List<Client> clients) throws IOException {
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules")),
        "needs Node.js, with which the build installs the issuer");
    var process =
        new ProcessBuilder("node", "issuer.mjs")
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var input = process.outputWriter();
    input.write(JSONObjectUtils.toJSONString(wanted(page, clients)));
    input.newLine();
    input.flush();
    var said = new BufferedReader(process.inputReader()).readLine();
    if (said == null || !said.startsWith(SAYS)) {
      process.destroyForcibly();
      throw new AssertionError("the issuer did not start: " + said);
    }
    return new OidcProvider(process, said.substring(SAYS.length()));
  }

  private static Map<String, Object> wanted(IssuerPage page, List<Client> clients) {
    return Map.of(
        "path",
        URI.create(page.parameter("TokenIssuer")).getPath(),
        "clients",
        clients.stream().map(OidcProvider::wanted).toList(),
        "people",
        Stream.of(Visitor.values())
            .collect(
                Collectors.toMap(
                    Visitor::name,
                    visitor ->
                        Map.of(
                            "access", visitor.access(page).values(),
                            "id", visitor.id(page).values()))));
  }

  private static Map<String, Object> wanted(Client client) {
    return Map.of(
        "id", client.id(),
        "redirectUris", List.of(client.redirectUri()),
        "encrypts", client.encrypts());
  }

  /** Returns the {@code iss} of its tokens. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
