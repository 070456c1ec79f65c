package dev.keyshelf.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder, @BeforeEach the other fields
final class ForeignIssuerTest {
  private static final Duration LIFETIME = DevelopmentIssuer.TOKEN_LIFETIME;

  @TempDir private Path folder;
  private HttpServer server;
  private DevelopmentIssuer issuer;
  private final Map<String, String> published = new ConcurrentHashMap<>();
  private final AtomicInteger keyFetches = new AtomicInteger();

  @BeforeEach
  void publish() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer =
        DevelopmentIssuer.open(
            folder.resolve("issuer.json"),
            "http://localhost:" + server.getAddress().getPort(),
            "theirs",
            "their-operators");
    published.putAll(issuer.documents());
    published
        .keySet()
        .forEach(
            path ->
                server.createContext(
                    path,
                    exchange -> {
                      if (path.endsWith("jwks.json")) {
                        keyFetches.incrementAndGet();
                      }
                      byte[] body =
                          Objects.requireNonNull(published.get(path))
                              .getBytes(StandardCharsets.UTF_8);
                      exchange.getResponseHeaders().set("Content-Type", "application/json");
                      exchange.sendResponseHeaders(200, body.length);
                      exchange.getResponseBody().write(body);
                      exchange.close();
                    }));
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private JwtAuthorizer authorizer() {
    return new JwtAuthorizer(
        issuer.url(), "theirs", ForeignIssuer.read(issuer.url()).keys(), Clock.systemUTC());
  }

  @Test
  void admitsATokenOfAnIssuerWithADiscoveryDocument() {
    String token = issuer.token("contoso", "ada", List.of("AdminAgent"), LIFETIME);

    assertThat(authorizer().authorize(List.of("Bearer " + token)))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void admitsTokensOfKnownKeysWhileTheIssuerIsDown() {
    JwtAuthorizer authorizer = authorizer();
    String token = issuer.token("contoso", "ada", List.of("AdminAgent"), LIFETIME);
    authorizer.authorize(List.of("Bearer " + token));
    server.stop(0);

    assertThat(authorizer.authorize(List.of("Bearer " + token)))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void doesNotFetchTheKeysForEveryInventedKeyId() {
    JwtAuthorizer authorizer = authorizer();
    for (int i = 0; i < 20; i++) {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("invented-" + i).build();
      String token = issuer.sign(header, new JWTClaimsSet.Builder().issuer(issuer.url()).build());

      assertThat(authorizer.authorize(List.of("Bearer " + token)))
          .isInstanceOf(Verdict.Refused.class);
    }

    assertThat(keyFetches.get()).isBetween(1, 2);
  }

  @Test
  void admitsATokenOfANewKeyOfTheIssuer() throws Exception {
    JwtAuthorizer authorizer = authorizer();
    authorizer.authorize(
        List.of("Bearer " + issuer.token("contoso", "ada", List.of("AdminAgent"), LIFETIME)));
    Path newKey = folder.resolve("since.json");
    Files.writeString(newKey, new RSAKeyGenerator(2048).keyID("since").generate().toJSONString());
    DevelopmentIssuer since =
        DevelopmentIssuer.open(
            newKey,
            "http://localhost:" + server.getAddress().getPort(),
            "theirs",
            "their-operators");
    published.putAll(since.documents());

    assertThat(
            authorizer.authorize(
                List.of(
                    "Bearer " + since.token("contoso", "ada", List.of("AdminAgent"), LIFETIME))))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void saysInOneLineThatADocumentNamesNoKeys() {
    published.replaceAll((_, document) -> document.replace("jwks_uri", "no_uri"));

    assertThatThrownBy(() -> ForeignIssuer.read(issuer.url()))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("names no jwks_uri");
  }

  @Test
  void refusesADocumentThatNamesAnotherIssuer() {
    String slash = issuer.url() + "/";

    assertThatThrownBy(() -> ForeignIssuer.read(slash))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("names another issuer");
  }

  @Test
  void saysInOneLineThatTheIssuerCannotBeReached() {
    server.stop(0);

    assertThatThrownBy(() -> ForeignIssuer.read(issuer.url()))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> ForeignIssuer.read("not a url")).isInstanceOf(UserFault.class);
  }
}
