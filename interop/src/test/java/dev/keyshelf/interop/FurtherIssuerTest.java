package dev.keyshelf.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.interop.OidcProvider.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that trusts two issuers, each for an audience of its own. Both sign in the same people,
 * as the page of Okta has them.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
final class FurtherIssuerTest {
  private static final String PRODUCTS = "/v1/catalog/products?market=US";
  private static final String QUEUE = "/v1/operator/support-requests";
  private static final Client CONSOLE =
      new Client("keyshelf-console", "https://shop.example.com/signed-in", false);

  private static OidcProvider first;
  private static OidcProvider further;
  private static Serving serving;
  private static HttpClient http;

  @BeforeAll
  static void open(@TempDir Path data) throws Exception {
    var page = IssuerPage.read("okta");
    first = OidcProvider.start(page, List.of(CONSOLE));
    further = OidcProvider.start(page, List.of(CONSOLE));
    var options = new ArrayList<>(page.options(first.address()));
    // The audience of FOR_ANOTHER_API, which the first issuer's tokens must not have.
    options.addAll(List.of("--further-issuers", further.address() + " account"));
    serving = Serving.start(data, options.toArray(String[]::new));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    http.close();
    serving.close();
    further.close();
    first.close();
  }

  private static int answered(String path, OidcProvider issuer, Visitor visitor) throws Exception {
    try (var signIn = new SignIn(issuer.address(), CONSOLE, "openid")) {
      var token = signIn.as(visitor.name()).access();
      return http.send(
              HttpRequest.newBuilder(URI.create(serving.address() + path))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void acceptsEachIssuerForItsOwnAudience() throws Exception {
    assertThat(answered(PRODUCTS, first, Visitor.EXAMPLE)).isEqualTo(200);
    assertThat(answered(PRODUCTS, further, Visitor.FOR_ANOTHER_API)).isEqualTo(200);
  }

  @Test
  void refusesEachIssuerForTheOthersAudience() throws Exception {
    assertThat(answered(PRODUCTS, first, Visitor.FOR_ANOTHER_API)).isEqualTo(403);
    assertThat(answered(PRODUCTS, further, Visitor.EXAMPLE)).isEqualTo(403);
  }

  @Test
  void makesNoOperatorsOfAFurtherIssuersUsers() throws Exception {
    assertThat(answered(QUEUE, first, Visitor.OPERATOR)).isEqualTo(200);
    assertThat(answered(QUEUE, further, Visitor.OPERATOR)).isEqualTo(403);
  }
}
