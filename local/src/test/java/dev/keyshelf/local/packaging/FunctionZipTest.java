package dev.keyshelf.local.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Provisioning;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code mvn package} leaves runs as Lambda would run it: each zip alone with the runtime
 * interface client, fed the sample events, on the embedded stores.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class FunctionZipTest extends Packaged {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** Sample values of the events, and what they are in this run. */
  private final Map<String, String> real = new LinkedHashMap<>();

  private static FunctionDeclaration function(String name) {
    return TEMPLATE.functions().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** One function's turn: what its answer must be, and what the events after it get to know. */
  private record Turn(String function, Check check) {}

  private interface Check {
    void check(JsonNode answer) throws Exception;
  }

  /** The life of a purchase, which gives each function something to do. */
  private List<Turn> life() {
    return List.of(
        imports("ImportPartners"),
        imports("ImportCatalogue"),
        imports("ImportKeys"),
        new Turn(
            "CountStock",
            answer -> {
              assertThat(answer.path("counted").asInt()).isEqualTo(6);
              assertThat(answer.path("complete").asBoolean()).as(answer.toString()).isTrue();
            }),
        answers("ReadCatalogue", 200, body -> assertThat(body.path("items")).isNotEmpty()),
        answers(
            "CreateCustomer",
            201,
            body -> {
              isReally(sample("place-order", "/pathParameters/customerId"), body, "/customerId");
              String from = sample("read-activity", "/queryStringParameters/from");
              real.put(from.substring(0, 10), body.path("createdAt").asText().substring(0, 10));
            }),
        answers(
            "ChangeCustomer",
            200,
            body -> assertThat(body.at("/contact/name").asText()).isEqualTo("Grace Hopper")),
        answers("ReadCustomers", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers(
            "PlaceOrder",
            201,
            body -> isReally(sample("cancel-order", "/pathParameters/orderId"), body, "/orderId")),
        answers("ReadOrders", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers("ReadSoftware", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers(
            "RevealKeys",
            200,
            body -> {
              String meant = JSON.readTree(sample("rotate-key", "/body")).path("lastFive").asText();
              real.put(meant, lastFive(body.at("/keys/0/key").asText()));
            }),
        answers("RotateKey", 200, body -> assertThat(body.path("keys")).hasSize(1)),
        answers("ReadKeys", 200, body -> assertThat(body.path("items")).hasSize(2)),
        answers(
            "CreateLink",
            201,
            body ->
                real.put(
                    sample("open-link", "/pathParameters/token"),
                    body.path("url").asText().split("/d/", 2)[1])),
        answers("ReadLinks", 200, body -> assertThat(body.path("items")).hasSize(1)),
        new Turn(
            "OpenLink",
            answer -> {
              assertStatus(answer, 200);
              assertThat(answer.path("body").asText()).contains("<button>Download</button>");
            }),
        new Turn(
            "StartDownload",
            answer -> {
              assertStatus(answer, 303);
              assertThat(header(answer, "location"))
                  .isEqualTo(told(sample("resume-download", "/rawPath")));
            }),
        new Turn("ResumeDownload", this::leadsToTheBytes),
        answers(
            "RevokeLinks", 200, body -> assertThat(body.path("linksRevoked").asInt()).isEqualTo(1)),
        answers(
            "CreateSupportRequest",
            201,
            body ->
                isReally(
                    sample("close-support-request", "/pathParameters/requestId"),
                    body,
                    "/requestId")),
        answers(
            "AddSupportNote",
            201,
            body -> assertThat(body.path("state").asText()).isEqualTo("OPEN")),
        answers(
            "BeginAttachment",
            201,
            body -> {
              isReally(
                  sample("read-attachment", "/pathParameters/attachmentId"), body, "/attachmentId");
              upload(body.path("upload"), "Dear Sirs,\nwe want our money back.\n");
            }),
        answers(
            "CompleteAttachment",
            200,
            body -> assertThat(body.path("state").asText()).isEqualTo("ATTACHED")),
        answers(
            "ReadAttachment",
            200,
            body -> assertThat(body.at("/download/url").asText()).startsWith("http")),
        new Turn(
            "DecideSupportRequest",
            answer ->
                assertThat(answer.at("/decision/result").asText())
                    .as(answer.toString())
                    .isEqualTo("DECLINED")),
        new Turn(
            "ShowSupportRequests",
            answer -> assertThat(answer.path("items")).as(answer.toString()).hasSize(1)),
        answers("ReadSupportRequests", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers(
            "CloseSupportRequest",
            200,
            body -> assertThat(body.path("state").asText()).isEqualTo("CLOSED")),
        answers(
            "QuoteCancellation",
            200,
            body -> {
              assertThat(body.path("cancellable").asBoolean()).isTrue();
              String cited =
                  JSON.readTree(sample("cancel-order", "/body")).path("quoteId").asText();
              isReally(cited, body, "/quoteId");
            }),
        new Turn(
            "CloseCancellationWindows",
            answer ->
                assertThat(answer).isEqualTo(JSON.readTree("{\"closed\":0,\"complete\":true}"))),
        answers(
            "CancelOrder",
            200,
            body -> {
              assertThat(body.path("orderState").asText()).isEqualTo("CANCELLED");
              isReally(sample("read-invoices", "/pathParameters/month"), body, "/invoiceMonth");
            }),
        answers(
            "CancelOrders",
            200,
            body ->
                assertThat(body.at("/results/0/problem/code").asText())
                    .isEqualTo("already-cancelled")),
        answers(
            "ReadActivity",
            200,
            body ->
                assertThat(body.path("items").findValuesAsText("operation"))
                    .contains("DOWNLOAD_STARTED")),
        new Turn(
            "SealActivity", answer -> assertThat(answer.path("complete").asBoolean()).isTrue()),
        new Turn(
            "VerifyActivityLog",
            answer -> {
              assertThat(answer.path("findings")).as(answer.toString()).isEmpty();
              assertThat(answer.path("complete").asBoolean()).isTrue();
            }),
        answers(
            "ReadInvoices",
            200,
            body -> {
              assertThat(body.path("state").asText()).isEqualTo("PREVIEW");
              assertThat(body.path("entries")).isNotEmpty();
            }),
        new Turn(
            "IssueInvoices",
            answer ->
                assertThat(answer).isEqualTo(JSON.readTree("{\"issued\":0,\"complete\":true}"))));
  }

  private static void upload(JsonNode put, String text) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(put.path("url").asText()))
            .PUT(BodyPublishers.ofString(text));
    put.path("headers").properties().stream()
        .filter(header -> !header.getKey().equals("content-length"))
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  private static String lastFive(String key) {
    assertThat(key).isNotEmpty();
    return key.substring(key.length() - 5);
  }

  private static Turn imports(String function) {
    return new Turn(
        function,
        answer -> {
          assertThat(answer.path("faults")).as(answer.toString()).isEmpty();
          assertThat(answer.path("imported").asInt()).as(answer.toString()).isPositive();
        });
  }

  private static Turn answers(String function, int status, Check body) {
    return new Turn(
        function,
        answer -> {
          assertStatus(answer, status);
          body.check(JSON.readTree(answer.path("body").asText()));
        });
  }

  private static void assertStatus(JsonNode answer, int status) {
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(status);
  }

  private static String header(JsonNode answer, String name) {
    return answer.path("headers").properties().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name))
        .map(header -> header.getValue().asText())
        .findFirst()
        .orElse("");
  }

  private void isReally(String sample, JsonNode body, String pointer) {
    assertThat(body.at(pointer).asText()).as(pointer).isNotEmpty();
    real.put(sample, body.at(pointer).asText());
  }

  private static String sample(String event, String pointer) throws IOException {
    String value = JSON.readTree(eventFile(event).toFile()).at(pointer).asText();
    assertThat(value).as("%s of %s.json", pointer, event).isNotEmpty();
    return value;
  }

  private static Path eventFile(String event) {
    return ROOT.resolve("events").resolve(event + ".json");
  }

  /** A sample's text with what is known by now. */
  private String told(String text) {
    String told = text;
    for (Map.Entry<String, String> known : real.entrySet()) {
      told = told.replace(known.getKey(), known.getValue());
    }
    return told;
  }

  private byte[] eventOf(String function) throws IOException {
    String kebab = function.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return told(Files.readString(eventFile(kebab))).getBytes(StandardCharsets.UTF_8);
  }

  private void leadsToTheBytes(JsonNode answer) throws Exception {
    assertStatus(answer, 307);
    try (HttpClient http = HttpClient.newHttpClient()) {
      var signed = URI.create(header(answer, "location"));
      var file = http.send(HttpRequest.newBuilder(signed).build(), BodyHandlers.ofByteArray());
      assertThat(file.statusCode()).isEqualTo(200);
      String digest =
          Base64.getEncoder()
              .encodeToString(MessageDigest.getInstance("SHA-256").digest(file.body()));
      assertThat(header(answer, "repr-digest")).isEqualTo("sha-256=:" + digest + ":");
    }
  }

  @Test
  void answersItsSampleEventAsLambdaRunsIt() throws Exception {
    assumeTrue(Sandbox.runsHere(), "the runtime interface client runs on Linux only");
    List<Turn> life = life();
    assertThat(life.stream().map(Turn::function))
        .containsExactlyInAnyOrderElementsOf(
            TEMPLATE.functions().stream().map(FunctionDeclaration::name).toList());
    try (EmbeddedCloud cloud = EmbeddedCloud.start(null)) {
      furnish(cloud);
      Map<String, String> environment = new HashMap<>(cloud.environment());
      environment.put("KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
      Map<String, Path> tasks = ZIPS.unzip(folder);
      List<String> times = live(life, environment, tasks);
      Files.write(Path.of("target", "function-zips.txt"), times);
    }
  }

  /** Each function gets ready while the one before it is at work. */
  private List<String> live(
      List<Turn> life, Map<String, String> environment, Map<String, Path> tasks) throws Exception {
    Function<Turn, Sandbox> start =
        turn -> {
          FunctionDeclaration function = function(turn.function());
          return new Sandbox(function, tasks.get(function.codeUri()), environment, folder);
        };
    List<String> times = new ArrayList<>(List.of(ZIPS.sizes()));
    long began = System.nanoTime();
    Sandbox following = start.apply(life.getFirst());
    for (int i = 0; i < life.size(); i++) {
      Turn turn = life.get(i);
      long before = System.nanoTime();
      try (Sandbox sandbox = following) {
        if (i + 1 < life.size()) {
          following = start.apply(life.get(i + 1));
        }
        turn.check().check(JSON.readTree(sandbox.invoke(eventOf(turn.function()))));
      } catch (Exception | AssertionError failed) {
        following.close();
        throw new AssertionError(turn.function() + ": " + failed.getMessage(), failed);
      }
      times.add("%5d ms %s".formatted((System.nanoTime() - before) / 1_000_000, turn.function()));
    }
    times.add("%5d ms in all".formatted((System.nanoTime() - began) / 1_000_000));
    return times;
  }

  private static void furnish(EmbeddedCloud cloud) throws IOException {
    Path samples = ROOT.resolve("samples");
    String bucket = TEMPLATE.buckets().getFirst().name();
    try (var dynamoDb = Stores.dynamoDb(cloud.environment());
        var s3 = Stores.s3(cloud.environment())) {
      new Provisioning(dynamoDb, s3).create(TEMPLATE);
      for (String top : List.of("artifacts", "imports")) {
        try (Stream<Path> files = Files.walk(samples.resolve(top))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String key = samples.relativize(file).toString().replace('\\', '/');
            s3.putObject(put -> put.bucket(bucket).key(key), file);
          }
        }
      }
    }
  }
}
