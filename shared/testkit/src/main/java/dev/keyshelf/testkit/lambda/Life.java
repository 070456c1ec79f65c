package dev.keyshelf.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The life of a purchase, in which each function of the template handles its sample event. The ids
 * and times in the events are replaced by those of this life.
 */
public final class Life {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;

  /** The values of this life, by the sample values of the events that they replace. */
  private final Map<String, String> real = new LinkedHashMap<>();

  /**
   * Begins a life.
   *
   * @param root the folder that holds {@code events} and {@code samples}
   */
  public Life(Path root) {
    this.root = root;
  }

  /** One function's turn, with the check of its answer. */
  public record Turn(String function, Check check) {}

  /** Checks an answer, and remembers values that later events need. */
  public interface Check {
    /**
     * Checks the answer.
     *
     * @throws AssertionError if it is not as expected
     */
    void check(JsonNode answer) throws Exception;
  }

  /** Returns the turns in order. */
  public List<Turn> turns() {
    return List.of(
        imports("ImportCatalogue"),
        imports("ImportPartners"),
        new Turn(
            "AuthorizeToken",
            answer -> assertThat(answer.toString()).isEqualTo("{\"isAuthorized\":false}")),
        imports("ImportHouse"),
        new Turn("VerifyArtifacts", answer -> assertThat(answer.path("left").asInt(-1)).isZero()),
        new Turn(
            "ReportUnread",
            answer ->
                assertThat(answer.at("/faults/0/file").asText())
                    .as(answer.toString())
                    .isEqualTo("KEYS.CSV")),
        imports("ImportKeys"),
        new Turn(
            "CountStock",
            answer -> {
              assertThat(answer.path("counted").asInt()).isEqualTo(6);
              assertThat(answer.path("complete").asBoolean()).as(answer.toString()).isTrue();
            }),
        new Turn("ReserveKeys", answer -> assertThat(answer.path("outstanding").asInt()).isZero()),
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
        answers("EraseContact", 200, body -> assertThat(body.has("contact")).isFalse()),
        answers("ReadCustomers", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers(
            "PlaceOrder",
            201,
            body -> isReally(sample("cancel-order", "/pathParameters/orderId"), body, "/orderId")),
        answers("ReadOrders", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers("ReadSoftware", 200, body -> assertThat(body.path("items")).hasSize(1)),
        new Turn("IndexDesk", answer -> assertThat(answer.path("added").asInt(-1)).isZero()),
        answers(
            "RevealKeys",
            200,
            body -> {
              String meant = JSON.readTree(sample("rotate-key", "/body")).path("lastFive").asText();
              String key = body.at("/keys/0/key").asText();
              real.put(meant, lastFive(key));
              real.put(JSON.readTree(sample("look-up-key", "/body")).path("key").asText(), key);
            }),
        answers("LookUpKey", 200, body -> assertThat(body.path("items")).hasSize(1)),
        answers("RotateKey", 200, body -> assertThat(body.path("keys")).hasSize(1)),
        answers("ReadKeys", 200, body -> assertThat(body.path("items")).hasSize(2)),
        new Turn(
            "ShowStock",
            answer -> assertThat(answer.path("sold")).as(answer.toString()).hasSize(2)),
        new Turn(
            "ChangeStock",
            answer ->
                assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("DONE")),
        answers(
            "ReadOperatorStock",
            200,
            body -> assertThat(body.path("items")).as(body.toString()).hasSize(6)),
        answers(
            "ChangeStockAsOperator",
            200,
            body -> assertThat(body.path("state").asText()).isEqualTo("DONE")),
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
              Answers.assertStatus(answer, 200);
              assertThat(answer.path("body").asText()).contains("<button>Download</button>");
            }),
        new Turn(
            "StartDownload",
            answer -> {
              Answers.assertStatus(answer, 303);
              assertThat(Answers.header(answer, "location"))
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
              PresignedUrls.upload(body.path("upload"), "Dear Sirs,\nwe want our money back.\n");
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
        answers("ReadOperatorSupport", 200, body -> assertThat(body.path("items")).isEmpty()),
        answers(
            "AnswerAsOperator",
            201,
            body -> assertThat(body.path("state").asText()).isEqualTo("ANSWERED")),
        answers(
            "DecideAsOperator",
            200,
            body -> assertThat(body.at("/decision/result").asText()).isEqualTo("DECLINED")),
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
            "PublishEvents",
            answer -> assertThat(answer.path("batchItemFailures")).as(answer.toString()).isEmpty()),
        answers(
            "ReadEvents",
            200,
            body -> {
              assertThat(body.at("/items/0/type").asText())
                  .isEqualTo("dev.keyshelf.order.placed.v1");
              assertThat(body.path("examinedUpTo").asInt()).isEqualTo(1);
            }),
        answers(
            "CreateWebhook", 201, body -> assertThat(body.path("secret").asText()).isNotEmpty()),
        answers("ReadWebhooks", 200, body -> assertThat(body.path("items")).hasSize(1)),
        findsNothing("ReadWebhookKeys"),
        findsNothing("ChangeWebhook"),
        findsNothing("RotateWebhookSecret"),
        findsNothing("PingWebhook"),
        findsNothing("RedeliverEvents"),
        findsNothing("DeleteWebhook"),
        new Turn(
            "SealActivity", answer -> assertThat(answer.path("complete").asBoolean()).isTrue()),
        new Turn(
            "VerifyActivityLog",
            answer -> {
              assertThat(answer.path("findings")).as(answer.toString()).isEmpty();
              assertThat(answer.path("complete").asBoolean()).isTrue();
            }),
        new Turn(
            "CompleteFeeds",
            answer ->
                assertThat(answer.path("complete").asBoolean()).as(answer.toString()).isTrue()),
        new Turn(
            "DeliverEvents",
            answer -> assertThat(answer.path("batchItemFailures")).as(answer.toString()).isEmpty()),
        new Turn(
            "WakeWebhooks",
            answer ->
                assertThat(answer.path("complete").asBoolean()).as(answer.toString()).isTrue()),
        new Turn(
            "KeepAwake",
            answer -> assertThat(answer.path("awake").asInt()).as(answer.toString()).isEqualTo(2)),
        new Turn(
            "CheckVersion",
            answer -> assertThat(answer.path("result").asText()).isEqualTo("unchecked")),
        answers("ReadImports", 200, body -> assertThat(body.path("items")).isNotEmpty()),
        answers(
            "ReadSeals",
            200,
            body -> assertThat(body.path("items").findValuesAsText("result")).contains("MATCHES")),
        answers(
            "ReadAlarms",
            200,
            body -> assertThat(body.path("items")).as(body.toString()).hasSize(4)),
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
                assertThat(answer).isEqualTo(JSON.readTree("{\"issued\":0,\"complete\":true}"))),
        pdf("PreviewInvoice"),
        pdf("PrintStatement"),
        pdf("PrintCharges"),
        findsNothing("ReadDocument"),
        new Turn(
            "RenderDocuments",
            answer -> {
              assertThat(answer.path("made").asInt()).as(answer.toString()).isZero();
              assertThat(answer.path("complete").asBoolean()).isTrue();
            }),
        new Turn(
            "ImportPayments",
            answer ->
                assertThat(answer.at("/faults/0/detail").asText())
                    .as(answer.toString())
                    .isEqualTo("partner-a has no invoice INV-000001")),
        answers("ReadBalance", 200, body -> assertThat(body.path("state").asText()).isNotEmpty()),
        answers(
            "ChangePriceList", 200, body -> assertThat(body.path("revision").asInt()).isEqualTo(1)),
        answers("ReadResale", 200, body -> assertThat(body.path("state").asText()).isNotEmpty()),
        new Turn(
            "ListPayouts",
            answer -> assertThat(answer.path("items")).as(answer.toString()).isEmpty()));
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
          Answers.assertStatus(answer, status);
          body.check(JSON.readTree(answer.path("body").asText()));
        });
  }

  private static Turn findsNothing(String function) {
    return answers(
        function, 404, body -> assertThat(body.path("code").asText()).isEqualTo("not-found"));
  }

  private static Turn pdf(String function) {
    return new Turn(function, Answers::assertPdf);
  }

  private void isReally(String sample, JsonNode body, String pointer) {
    assertThat(body.at(pointer).asText()).as(pointer).isNotEmpty();
    real.put(sample, body.at(pointer).asText());
  }

  private String sample(String event, String pointer) throws IOException {
    String value = JSON.readTree(eventFile(event).toFile()).at(pointer).asText();
    assertThat(value).as("%s of %s.json", pointer, event).isNotEmpty();
    return value;
  }

  private Path eventFile(String event) {
    return root.resolve("events").resolve(event + ".json");
  }

  /** Returns a sample's text with the values that are known so far. */
  private String told(String text) {
    String told = text;
    for (Map.Entry<String, String> known : real.entrySet()) {
      told = told.replace(known.getKey(), known.getValue());
    }
    return told;
  }

  /** Returns a function's sample event with the values that are known so far. */
  public byte[] eventOf(String function) throws IOException {
    String kebab = function.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return told(Files.readString(eventFile(kebab))).getBytes(StandardCharsets.UTF_8);
  }

  private void leadsToTheBytes(JsonNode answer) throws Exception {
    Answers.assertStatus(answer, 307);
    PresignedUrls.download(
        Answers.header(answer, "location"), Answers.header(answer, "repr-digest"));
  }

  /** Creates the resources of a template, and copies the samples into its bucket. */
  public void furnish(EmbeddedCloud cloud, Template template) throws IOException {
    Furnishing.furnish(root.resolve("samples"), cloud, template);
  }
}
