package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends requests that no honest client sends, as raw bytes if an HTTP library would repair them.
 */
class AttacksTest extends BadInput {
  private static final String NOT_FOUND = "{\"message\":\"Not Found\"}";
  private static final int RE_ISSUES = 120;
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  @AfterEach
  void resetTheClock() {
    shop.machine().clock().setAhead(Duration.ZERO);
  }

  /** Sends lines with a token, a blank line and a body. Returns all that the server sends. */
  private static String raw(String lines, String body) throws IOException {
    var head = lines + "\nAuthorization: Bearer " + agent.token() + "\nConnection: close\n\n";
    try (var socket = new Socket("localhost", agent.base().getPort())) {
      socket.setSoTimeout(120_000);
      socket
          .getOutputStream()
          .write((head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String newLink() {
    var link = Shop.link(agent, software);
    remember();
    return link;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get", "GETX"})
  void unknownMethodsHaveNoRoute(String method) throws IOException {
    var answer = raw(method + " " + customer + " HTTP/1.1\nHost: x", "");

    assertThat(answer).startsWith("HTTP/1.1 404 ").contains(NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"})
  void noHeaderOrParameterChangesTheMethod(String name) {
    assertThat(agent.get(customer + "/orders", name, "POST").expect(200).text()).contains("items");
    agent.get(customer + "/orders?" + name + "=POST").expectRefusal("400 validation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/./customers",
        "/v1/x/../customers",
        "/v1//customers",
        "//v1/customers",
        "/v1/customers/",
        "/V1/customers",
        "/v1%2Fcustomers",
        "/v1/customers;a=b",
        "/v1/customers%00",
        "/%76%31/customers%2e",
        "/v1\\customers",
        "/CloseCancellationWindows",
        "/2015-03-31/functions/CloseCancellationWindows/invocations",
        "/d/",
        "/d/../v1/customers"
      })
  void pathsAreNotNormalized(String path) throws IOException {
    var answer = raw("GET " + path + " HTTP/1.1\nHost: x", "");

    // The server itself refuses a backslash with 400.
    assertThat(answer).containsPattern("^HTTP/1.1 40[04] ").doesNotContain("items");
  }

  @Test
  void anAbsoluteTargetCannotNameAnotherHost() throws IOException {
    var answer = raw("GET http://evil.example" + customer + " HTTP/1.1\nHost: evil.example", "");

    assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("evil");
  }

  @Test
  void chunkedBodiesAreRead() throws IOException {
    var chunks = "%x\r\n%s\r\n0\r\n\r\n".formatted(ONE.length() - 3, ONE.substring(3));
    var head =
        "POST %s/orders HTTP/1.1\nHost: x\nContent-Type: application/json\nTransfer-Encoding: chunked\nIdempotency-Key: %s"
            .formatted(customer, UUID.randomUUID());

    assertThat(raw(head, chunks)).startsWith("HTTP/1.1 400 ").contains("malformed-json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\nTransfer-Encoding: chunked",
        "Content-Length: 5\nContent-Length: 6",
        "Content-Length: -1",
        "Content-Length: 5x",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked"
      })
  void oneRequestIsNeverReadAsTwo(String length) throws IOException {
    var hidden = "0\r\n\r\nGET " + customer + " HTTP/1.1\r\nHost: x\r\n\r\n";
    var head =
        "POST %s/orders HTTP/1.1\nHost: x\nContent-Type: application/json\nIdempotency-Key: %s\n%s"
            .formatted(customer, UUID.randomUUID(), length);

    var answer = raw(head, hidden);

    assertThat(answer).doesNotContain("companyName", "HTTP/1.1 200", "HTTP/1.1 201");
  }

  @Test
  void aFoldedHeaderAddsNoHeader() throws IOException {
    var answer =
        raw("GET " + customer + " HTTP/1.1\nHost: x\nX-A: b\n Accept: application/xml", "");

    assertThat(answer).containsPattern("^HTTP/1.1 (200|400) ");
  }

  @Test
  void clientsMayExpect100Continue() throws IOException {
    var head =
        "POST %s/orders HTTP/1.1\nHost: x\nContent-Type: application/json\nExpect: 100-continue\nContent-Length: 1\nIdempotency-Key: %s"
            .formatted(customer, UUID.randomUUID());

    assertThat(raw(head, "{")).contains("malformed-json");
  }

  @Test
  void aVeryLongQueryIsRefusedByTheGateway() throws IOException {
    var answer = raw("GET /v1/customers?x=" + "y".repeat(10_300) + " HTTP/1.1\nHost: x", "");

    assertThat(answer).startsWith("HTTP/1.1 431 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=1&limit=2",
        "limit=1&LIMIT=2",
        "limit[]=1",
        "limit=1;limit=2",
        "%6cimit=1&limit=2",
        "limit=%EF%BC%91",
        "limit=1%00"
      })
  void parametersMustBeSentOnceUnderTheirName(String query) {
    agent
        .get("/v1/customers?" + query.replace("[", "%5B").replace("]", "%5D"))
        .expectRefusal("400 validation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3000"})
  void noOriginGetsCorsHeaders(String origin) {
    var link = newLink();
    for (var path : List.of(customer, link)) {
      var asked =
          agent.send(
              "OPTIONS",
              path,
              new byte[0],
              "Origin",
              origin,
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "authorization, x-odd");
      assertNoCors(asked.expect(404));
      assertNoCors(agent.get(path, "Origin", origin, "Accept", "application/json").expect(200));
    }
  }

  private static void assertNoCors(Answer answer) {
    assertThat(answer.response().headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  @Test
  void headersCannotChangeTheTargetOfALink() throws IOException {
    var link = newLink();
    var lines =
        """
        GET %s?next=https://evil.example HTTP/1.1
        Host: evil.example
        X-Forwarded-Host: evil.example
        X-Forwarded-Proto: https
        Forwarded: host=evil.example
        X-Original-URL: /v1/customers
        Accept: application/octet-stream\
        """
            .formatted(link);

    var answer = raw(lines, "");
    remember();

    assertThat(answer).containsPattern("^HTTP/1.1 (303|400) ").doesNotContain("evil.example");
  }

  @Test
  void keysAreNeverSentInPartOrFromACache() {
    var json = "".getBytes(StandardCharsets.UTF_8);
    var shown =
        agent
            .send(
                "POST",
                software + "/keys",
                json,
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "If-None-Match",
                "*",
                "Range",
                "bytes=0-1")
            .expect(200);
    remember();

    assertThat(shown.header("cache-control")).isEqualTo("no-store");
    assertThat(shown.header("etag")).isEmpty();
    assertThat(shown.header("accept-ranges")).isEmpty();
    assertThat(shown.all("key")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "..\\\\x", "C:\\\\x", "file:///etc/passwd", "artifacts/x.iso"})
  void aLinkRequestCannotNameAnObject(String name) {
    var body = FILE.replace("}", ", \"fileName\": \"" + name + "\"}");

    agent.post(software + "/links", body).expectRefusal("400 validation");
    agent
        .post(software + "/links", FILE.replace("ISO", name))
        .expectRefusal("422 artifact-unavailable");
  }

  @Test
  void aLinkIsRefusedFromTheInstantItExpires() {
    var link = newLink();
    shop.machine().clock().setAhead(Duration.ofDays(14).plusMillis(1));

    shop.nobody().start(link, "").expectRefusal("410 link-expired");
    remember(); // The log has a record of the refused start of a known link.
  }

  @Test
  void aPresignedUrlWorksOnlyForItsFileAndTime() throws Exception {
    var session = shop.nobody().start(newLink(), "").expect(200).at("/session");
    var url = shop.nobody().get(session).expect(307).header("Location");
    remember();

    assertThat(fetched(url)).isEqualTo(200);
    assertThat(url).contains("X-Amz-Expires=120");
    for (var edited :
        List.of(
            url.replaceFirst("X-Amz-Expires=120", "X-Amz-Expires=86400"),
            url.replaceFirst("verified/[0-9a-f]", "verified/x"),
            url.replaceFirst("verified/", "artifacts/"),
            url.replaceFirst(
                "response-content-disposition=[^&]*", "response-content-disposition=inline"),
            url.replaceFirst("X-Amz-Date=\\d{8}", "X-Amz-Date=20200101"),
            url.substring(0, url.indexOf('?')))) {
      assertThat(edited).isNotEqualTo(url);
      assertThat(fetched(edited)).as(edited.replaceFirst("\\?.*", "")).isIn(400, 403);
    }
  }

  @Test
  void manyLinksCanBeCreated() {
    var made = new HashSet<String>();
    for (int i = 0; i < RE_ISSUES; i++) {
      made.add(newLink());
    }

    assertThat(made).hasSize(RE_ISSUES);
    assertThat(made).allSatisfy(link -> shop.nobody().get(link).expect(200));
  }

  private static int fetched(String url) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<script>alert(1)</script>|201",
        "{{7*7}} ${jndi:ldap://x/a} #{1+1}|201",
        "'; DROP TABLE customers; --|201",
        "SELECT * FROM \\\"keyshelf-table\\\"|201",
        "=cmd|201",
        "\\u0421\\u043e\\u043dtoso|201",
        "a\\u202eb|400",
        "a\\u200bb|400",
        "a\\r\\nb|400",
        "a\\u001b[31mb|400",
        "a\\u0000b|400",
        "a\\ud800b|400"
      })
  void namesAreStoredAsPlainText(String name, int status) throws IOException {
    var answer =
        agent.post(
            "/v1/customers",
            "{\"companyName\": \"%s\", \"tenantId\": \"%s\", \"domain\": \"c%s.example\", \"market\": \"US\"}"
                .formatted(name, UUID.randomUUID(), UUID.randomUUID()));
    remember();

    assertThat(answer.expect(status).header("content-type")).startsWith("application/");
    if (status == 201) {
      var written = new ObjectMapper().readTree("\"" + name + "\"").textValue();
      assertThat(answer.at("/companyName")).isEqualTo(written);
    } else {
      assertThat(answer.text()).doesNotContain("\u202e", "\u001b");
    }
  }

  /** Nine marks are more than any script needs. Eight thousand also exceed a name's length. */
  @ParameterizedTest
  @ValueSource(ints = {9, 100, 8_000})
  void aNameWithTooManyCombiningMarksIsRefused(int marks) {
    agent
        .patch(customer, "{\"companyName\": \"a" + "\u0301".repeat(marks) + "\"}")
        .expectRefusal("400 validation");
  }

  @Test
  void theLogTruncatesAndMasksUserAgents() {
    var agentName = "x\t\u001b[31m${jndi:ldap://x} " + "y".repeat(4_000);
    var link = Shop.link(agent, software);
    shop.nobody()
        .send(
            "POST",
            link,
            new byte[0],
            "Accept",
            "application/json",
            "User-Agent",
            agentName.replace("\u001b", ""))
        .expect(200);
    remember();

    var told = agent.get("/v1/activity?limit=50").expect(200);
    remember();

    assertThat(told.text()).contains("${jndi:ldap://x}").doesNotContain("y".repeat(256));
  }
}
