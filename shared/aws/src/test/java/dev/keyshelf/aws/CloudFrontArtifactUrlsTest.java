package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.testkit.Story;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets where the SDK looks for KMS, which the whole process shares. */
@Isolated
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class CloudFrontArtifactUrlsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T18:00:00.999Z");
  private static final Duration LIFETIME = Duration.ofMinutes(2);
  private static final String KMS = "aws.endpointUrlKms";
  private static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

  /** What precedes a SHA-256 in the padding of PKCS #1 v1.5. */
  private static final String OF_SHA_256 = "3031300d060960864801650304020105000420";

  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");

  private static KeyPair key;
  private static HttpServer server;

  private static final List<String> REQUESTS = new ArrayList<>();
  private static volatile int status = 200;

  private final List<String> signed = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", CloudFrontArtifactUrlsTest::answer);
    server.start();
    System.setProperty(KMS, "http://localhost:" + server.getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(KMS);
    server.stop(0);
  }

  @BeforeEach
  void forget() {
    REQUESTS.clear();
    status = 200;
  }

  /** Answers as KMS does, with a signature of the digest that it is sent. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      REQUESTS.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " " + request);
      var digest = Base64.getDecoder().decode(field(request, "Message"));
      var body =
          status == 200
              ? "{\"Signature\":\"%s\"}"
                  .formatted(Base64.getEncoder().encodeToString(signatureOfDigest(digest)))
              : "{\"__type\":\"ThrottlingException\"}";
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, body.length());
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failed) {
      throw new IOException(failed);
    }
  }

  private static String field(String json, String name) {
    return FIELD
        .matcher(json)
        .results()
        .filter(hit -> hit.group(1).equals(name))
        .map(hit -> hit.group(2))
        .findFirst()
        .orElse("");
  }

  private static byte[] signatureOfDigest(byte[] digest) throws GeneralSecurityException {
    var signature = Signature.getInstance("NONEwithRSA");
    signature.initSign(key.getPrivate());
    signature.update(HexFormat.of().parseHex(OF_SHA_256));
    signature.update(digest);
    return signature.sign();
  }

  private byte[] sign(String text) {
    signed.add(text);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Verifies a URL as CloudFront does: with the public key, over the policy that it implies. */
  private static boolean isGenuine(URI url) throws GeneralSecurityException {
    var text = url.toString();
    var resource = text.substring(0, text.indexOf("&Expires="));
    var policy =
        "{\"Statement\":[{\"Resource\":\"%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%s}}}]}"
            .formatted(resource, parameter(url, "Expires"));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key.getPublic());
    signature.update(policy.getBytes(StandardCharsets.UTF_8));
    return signature.verify(
        Base64.getDecoder()
            .decode(
                parameter(url, "Signature").replace('-', '+').replace('_', '=').replace('~', '/')));
  }

  private static String parameter(URI url, String name) {
    for (var pair : url.getRawQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }

  private URI urlOf(Artifact file, String address) {
    return new CloudFrontArtifactUrls(
            _ -> URI.create("https://s3.example.com/"),
            this::sign,
            address,
            "K2JCJMDEHXQW5F",
            LIFETIME,
            Clock.fixed(NOW, ZoneOffset.UTC))
        .sign(file);
  }

  private static Artifact sized(long bytes) {
    var file = Story.file();
    return new Artifact(
        file.product(),
        file.version(),
        file.language(),
        file.fileType(),
        file.fileName(),
        file.objectKey(),
        bytes,
        file.sha256(),
        file.releasedAt());
  }

  @Test
  void signsTheCannedPolicyOfTheWholeUrl() throws Exception {
    var url = urlOf(Story.file("a b.iso"), "https://shop.example.com");
    var resource =
        "https://shop.example.com/verified/"
            + Story.file().sha256()
            + "?response-content-disposition=attachment%3B%20"
            + "filename%3D%22a%20b.iso%22%3B%20"
            + "filename%2A%3DUTF-8%27%27a%2520b.iso"
            + "&response-content-type=application%2Foctet-stream";

    // 2026-01-01T18:02:00Z, without the rest of its second.
    assertThat(signed)
        .containsExactly(
            "{\"Statement\":[{\"Resource\":\""
                + resource
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1767290520}}}]}");
    assertThat(url.toString()).startsWith(resource + "&Expires=1767290520&Signature=");
    assertThat(url.toString()).endsWith("&Key-Pair-Id=K2JCJMDEHXQW5F&Hash-Algorithm=SHA256");
    assertThat(isGenuine(url)).isTrue();
  }

  @Test
  void aUrlForAnotherFileNameOrTimeIsNotGenuine() throws Exception {
    var url = urlOf(Story.file("a.iso"), "https://shop.example.com").toString();

    assertThat(isGenuine(URI.create(url.replace("a.iso", "b.iso")))).isFalse();
    assertThat(isGenuine(URI.create(url.replace("/verified/1", "/verified/2")))).isFalse();
    assertThat(isGenuine(URI.create(url.replace("1767290520", "1767290521")))).isFalse();
  }

  /** base64 has characters that mean something else in a query. */
  @Test
  void writesSignaturesWithCharactersThatAUrlCanHold() {
    for (int i = 0; i < 20; i++) {
      var url = urlOf(Story.file("file-%s.iso".formatted(i)), "https://shop.example.com");

      assertThat(parameter(url, "Signature")).matches("[A-Za-z0-9~_-]{344}");
    }
  }

  @Test
  void leavesThePathOfTheAddressOut() {
    assertThat(urlOf(Story.file(), "https://shop.example.com:8443/base").toString())
        .startsWith("https://shop.example.com:8443/verified/");
  }

  @Test
  void asksS3ForFilesThatCloudFrontDoesNotServe() {
    var limit = CloudFrontArtifactUrls.LARGEST;

    assertThat(urlOf(sized(limit), "https://shop.example.com").getHost())
        .isEqualTo("shop.example.com");
    assertThat(urlOf(sized(limit + 1), "https://shop.example.com").getHost())
        .isEqualTo("s3.example.com");
    assertThat(signed).hasSize(1);
  }

  private static Wiring wiring(String keyId) {
    return Wiring.of(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "KEYSHELF_TABLE", "table",
            "KEYSHELF_BUCKET", "files",
            "KEYSHELF_ATTEMPT_TIMEOUT", "PT60S",
            "KEYSHELF_PUBLIC_URL", "https://shop.example.com",
            "KEYSHELF_FILES_KEY", keyId,
            "KEYSHELF_FILES_PUBLIC_KEY", keyId.isEmpty() ? "" : "K2JCJMDEHXQW5F"),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void kmsSignsTheDigestWithTheKeyThatTheStackNames() throws Exception {
    try (var wiring = wiring(KEY)) {
      var url = wiring.artifactUrls().sign(Story.file());

      assertThat(isGenuine(url)).isTrue();
      assertThat(REQUESTS)
          .singleElement()
          .asString()
          .startsWith("TrentService.Sign ")
          .contains(
              "\"KeyId\":\"" + KEY + "\"",
              "\"MessageType\":\"DIGEST\"",
              "\"SigningAlgorithm\":\"RSASSA_PKCS1_V1_5_SHA_256\"");
    }
  }

  @Test
  void s3SignsWithoutAKey() {
    try (var wiring = wiring("")) {
      assertThat(wiring.artifactUrls().sign(Story.file()).getHost())
          .isEqualTo("files.s3.amazonaws.com");
      assertThat(REQUESTS).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void asksForAnotherTryIfKmsDoesNotSign(int failure) {
    status = failure;
    try (var wiring = wiring(KEY)) {
      var urls = wiring.artifactUrls();

      assertThatThrownBy(() -> urls.sign(Story.file()))
          .isInstanceOfSatisfying(
              UnavailableException.class,
              unavailable -> assertThat(unavailable.isOfKeyService()).isTrue());
    }
  }
}
