package dev.keyshelf.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the server answers with the console's files. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, @BeforeEach the other fields
final class ConsolePagesTest {
  private static final String HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
  private static final String SCRIPT = "export const text = 'long enough to be compressed';\n";

  @TempDir private Path folder;
  private HttpGateway gateway;
  private HttpClient http;

  @BeforeEach
  void serve() throws IOException {
    write("dist/index.html", "<!doctype html><title>Console</title>");
    write("dist/assets/main-1a2b.js", SCRIPT.repeat(40));
    write("dist/assets/main-1a2b.js.br", "as brotli");
    write("dist/assets/other-3c4d.js", SCRIPT.repeat(40));
    write("dist/favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    write("dist/notes.secret", "not served");
    write("secret.txt", "outside");
    http = HttpClient.newHttpClient();
    gateway = HttpGateway.bind(0);
    gateway.serve(
        RouteTable.of(Template.read(Path.of("src/test/resources/gateway-template.yaml"))),
        _ -> _ -> new Verdict.Refused("Bearer"),
        (_, _) -> new byte[0],
        new ConsolePages(
            folder.resolve("dist"),
            gateway.baseUrl(),
            URI.create("http://127.0.0.1:9000"),
            Set.of("v1", "d", "issuer"),
            new ConsolePages.Setting(
                "https://login.example/tenant",
                new ConsolePages.Client("keyshelf-console"),
                Optional.of(new ConsolePages.Client("keyshelf-operator-console", "openid desk")),
                List.of("https://tokens.example"),
                ClaimSettings.Written.NOTHING,
                "0.2.0")),
        new StoppedClock());
  }

  @AfterEach
  void close() {
    http.close();
    gateway.close();
  }

  private void write(String name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/signed-in?code=c&state=s",
        "/customers/01M7W3GHJ07VNQX5Q5KKJ0Z75H",
        "/v1x",
        "/operator/stock/sql.2019",
        "/operator/stock/sql.2019/batches/2026.11"
      })
  void answersWithThePageForEachScreen(String path) throws Exception {
    var page = get(path, "Accept", HTML);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains("<title>Console</title>");
    assertThat(header(page, "cache-control")).isEqualTo("no-store");
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1", "/v1/nothing", "/d/x/y/z", "/issuer/nothing", "/assets/gone-0000.js"})
  void isNoPageForPathsOfTheApiAndForMissingAssets(String path) throws Exception {
    assertThat(get(path, "Accept", HTML).statusCode()).isEqualTo(404);
  }

  @Test
  void answersWithThePageToBrowsersOnly() throws Exception {
    assertThat(get("/orders", "Accept", "application/json").statusCode()).isEqualTo(404);
    assertThat(get("/orders", "Accept", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/orders").statusCode()).isEqualTo(404);
    assertThat(get("/", "Accept", "*/*").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/", "Accept", HTML).statusCode()).isEqualTo(404);
    assertThat(send("HEAD", "/", "Accept", HTML).body()).isEmpty();
  }

  @Test
  void tellsTheConsoleItsIssuer() throws Exception {
    var settings = get("/config.json");

    assertThat(text(settings))
        .isEqualTo(
            """
            {"issuer":"https://login.example/tenant",\
            "clientId":"keyshelf-console",\
            "scope":"openid offline_access","version":"0.2.0",\
            "claims":{"partner":"partner_id","roles":"roles","user":"sub"},\
            "operator":{"issuer":"https://login.example/tenant",\
            "clientId":"keyshelf-operator-console","scope":"openid desk"}}\
            """);
    assertThat(header(settings, "cache-control")).isEqualTo("no-store");
  }

  @Test
  void allowsNoScriptOfOthersAndNoFrame() throws Exception {
    for (var path : new String[] {"/", "/config.json", "/favicon.svg"}) {
      var answer = get(path, "Accept", HTML);

      assertThat(header(answer, "content-security-policy").split("; "))
          .containsExactly(
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self'",
              "img-src 'self' data:",
              "font-src 'self'",
              "manifest-src 'self'",
              "connect-src 'self' https://login.example https://tokens.example"
                  + " http://127.0.0.1:9000",
              "form-action 'self' https://login.example",
              "base-uri 'none'",
              "frame-ancestors 'none'",
              "require-trusted-types-for 'script'",
              "trusted-types 'none'");
      assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
      assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
      assertThat(header(answer, "cross-origin-opener-policy")).isEqualTo("same-origin");
      assertThat(header(answer, "permissions-policy")).contains("camera=()");
      assertThat(header(answer, "link"))
          .isEqualTo("<https://login.example>; rel=preconnect; crossorigin");
      assertThat(header(answer, "set-cookie")).isEmpty();
    }
  }

  @Test
  void allowsThePagesOwnScriptByItsHashOnly() throws Exception {
    write(
        "dist/index.html",
        "<script type=\"application/json\">{}</script><script>go()</script>"
            + "<script src=\"/assets/main-1a2b.js\"></script>");

    // printf 'go()' | openssl dgst -sha256 -binary | base64
    assertThat(header(get("/", "Accept", HTML), "content-security-policy").split("; "))
        .contains("script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='");
    assertThat(header(get("/favicon.svg"), "content-security-policy").split("; "))
        .contains("script-src 'self'");
  }

  @Test
  void scriptsHaveTheGuardsThatCountForThem() throws Exception {
    var script = get("/assets/main-1a2b.js");

    assertThat(header(script, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(script, "cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(header(script, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(script, "set-cookie")).isEmpty();
    assertThat(script.headers().map())
        .doesNotContainKeys("content-security-policy", "permissions-policy", "link");
  }

  @Test
  void browsersKeepAssetsForEverAndAskForOtherFiles() throws Exception {
    var asset = get("/assets/other-3c4d.js");
    assertThat(header(asset, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(asset, "content-type")).isEqualTo("text/javascript; charset=utf-8");

    var icon = get("/favicon.svg");
    assertThat(header(icon, "cache-control")).isEqualTo("no-cache");
    var again = get("/favicon.svg", "If-None-Match", header(icon, "etag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/favicon.svg", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsTheSmallestCodingThatTheBrowserAccepts() throws Exception {
    var brotli = get("/assets/main-1a2b.js", "Accept-Encoding", "gzip, br");
    assertThat(header(brotli, "content-encoding")).isEqualTo("br");
    assertThat(text(brotli)).isEqualTo("as brotli");

    var gzip = get("/assets/main-1a2b.js", "Accept-Encoding", "gzip;q=0.5, br;q=0");
    assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
    assertThat(gzip.body().length).isLessThan(SCRIPT.length() * 4);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(SCRIPT.repeat(40));
    }

    var plain = get("/assets/main-1a2b.js");
    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(text(plain)).isEqualTo(SCRIPT.repeat(40));
    assertThat(header(plain, "vary")).isEqualTo("Accept-Encoding");
    assertThat(header(plain, "etag")).isNotEqualTo(header(gzip, "etag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "//secret.txt",
        "/notes.secret",
        "/assets/",
        "/assets",
        "/assets/main-1a2b.js.br",
        "/index.html",
      })
  void servesNoOtherFiles(String path) throws Exception {
    var answer = raw("GET " + path + " HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 404 ");
    assertThat(answer).doesNotContain("outside", "not served");
  }

  private String raw(String line) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket
          .getOutputStream()
          .write(
              "%s\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n"
                  .formatted(line, gateway.port())
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void leadsToTheNameThatTheIssuerKnows() throws Exception {
    var other = URI.create("http://127.0.0.1:" + gateway.port() + "/orders?state=OPEN");

    var answer =
        http.send(
            HttpRequest.newBuilder(other).header("Accept", HTML).build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(header(answer, "location")).isEqualTo(gateway.baseUrl() + "/orders?state=OPEN");
  }

  @Test
  void datesAnswersByTheBusinesssClock() throws Exception {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header(get("/config.json"), "date"));

    assertThat(Instant.from(date)).isEqualTo(Story.BOUGHT_AT.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void readsANewBuild() throws Exception {
    get("/", "Accept", HTML);
    write("dist/assets/later-5e6f.js", "later");
    write("dist/index.html", "<!doctype html><title>Later</title>");
    Files.setLastModifiedTime(folder.resolve("dist/index.html"), FileTime.fromMillis(1));

    assertThat(text(get("/", "Accept", HTML))).contains("Later");
    assertThat(text(get("/assets/later-5e6f.js"))).isEqualTo("later");
  }

  @Test
  void saysHowToGetAConsoleThatWasNotBuilt() throws Exception {
    Files.delete(folder.resolve("dist/index.html"));

    var page = get("/", "Accept", HTML);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains("Node.js 20.19", "./keyshelf serve").doesNotContain("<script");
    assertThat(get("/orders", "Accept", HTML).statusCode()).isEqualTo(404);
  }
}
