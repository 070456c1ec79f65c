package dev.keyshelf.local.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.LoopbackReceiver;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.OwnPages;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.local.imports.Importer;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.schedule.Schedules;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Tests what differs on AWS from one machine: a key service encrypts secrets, each function caches
 * its own data keys, and a file may be deleted before its event arrives, or be refused.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class OnAwsTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final String ENDPOINT = "aws.endpointUrlKms";
  private static final String POOL = "windows-server-2019-standard";
  private static final String LINK =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";

  private static Shop shop;
  private static KeyService keyService;
  private static Functions functions;
  private static Template template;
  private static HttpGateway gateway;
  private static HttpClient http;
  private static S3Client s3;
  private static Client agent;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    shop = Shop.openWithoutKeys();
    keyService = KeyService.start();
    System.setProperty(ENDPOINT, keyService.url());
    template = eachOnItsOwn(Template.read(FILE));
    functions = Functions.load(template, environment(), shop.machine().clock());
    gateway = HttpGateway.bind(0);
    gateway.serve(
        RouteTable.of(template),
        name -> _ -> new Verdict.Admitted(claims(name)),
        functions::invoke,
        OwnPages.NONE,
        shop.machine().clock());
    http = HttpClient.newHttpClient();
    s3 = Stores.s3(shop.machine().storeEnvironment());
    KeysOfTheMachine.forget(shop);
    agent = new Client(http, gateway.baseUrl(), "");
    supply(folder);
  }

  @AfterAll
  static void close() {
    gateway.close();
    functions.close();
    s3.close();
    http.close();
    keyService.close();
    System.clearProperty(ENDPOINT);
    shop.close();
  }

  /**
   * Returns a template in which each function has its own environment, as on AWS. Functions with
   * the same environment would share their caches.
   */
  private static Template eachOnItsOwn(Template written) {
    return written.withFunctions(written.functions().stream().map(OnAwsTest::withItsName).toList());
  }

  private static FunctionDeclaration withItsName(FunctionDeclaration function) {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    return new FunctionDeclaration(
        function.name(),
        function.logicalId(),
        function.handler(),
        function.codeUri(),
        environment,
        function.timeout(),
        function.memoryMegabytes(),
        function.routes(),
        function.schedules(),
        function.objectsCreated());
  }

  /**
   * Returns an environment with two versions of the hash key. The second is the current one, and
   * functions that add keys look up both.
   */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(shop.machine().storeEnvironment());
    environment.put("KEYSHELF_WRAPPING_KEY", "WrappingKey");
    environment.put("KEYSHELF_TOKEN_KEY", "TokenKey");
    environment.put("KEYSHELF_HASH_KEY", "HashKey,SecondHashKey");
    environment.put("KEYSHELF_SEAL_KEY", "SealKey");
    environment.put("KEYSHELF_WEBHOOKS_TO_LOOPBACK", "true");
    return environment;
  }

  private static Map<String, Object> claims(String authorizer) {
    if (authorizer.equals("OperatorToken")) {
      return Map.of("sub", "olga", "roles", List.of("Operator"));
    }
    return Map.of(
        "partner_id", "partner-a", "sub", "ada", "roles", List.of("AdminAgent", "GlobalAdmin"));
  }

  private static void supply(Path folder) throws IOException {
    var file = folder.resolve("imports/keys/" + POOL + "/keys.csv");
    Files.createDirectories(file.resolveSibling(""));
    var keys = new StringBuilder("key\n");
    for (var last :
        List.of("CCCCC", "DDDDD", "EEEEE", "FFFFF", "GGGGG", "HHHHH", "JJJJJ", "KKKKK")) {
      keys.append("AAAAA-BBBBB-").append(last).append('\n');
    }
    Files.writeString(file, keys);
    assertThat(importer().importPath(folder).faults()).isEmpty();
  }

  private static Importer importer() {
    return new Importer(
        template,
        functions,
        s3,
        template.buckets().getFirst().name(),
        "us-east-1",
        shop.machine().clock());
  }

  private static Answer twice(String path, String body) {
    var key = UUID.randomUUID().toString();
    var first = agent.postOnce(path, body, key);
    var second = agent.postOnce(path, body, key);
    assertThat(second.status()).as(second.text()).isEqualTo(first.status());
    return second;
  }

  @ParameterizedTest
  @CsvSource({"ws2019-std-16core, AAAAA-BBBBB-", "sles-std-p1y, ''"})
  void keysAreEncryptedRevealedAndRotated(String sku, String start) {
    var customer = shop.customerOf("partner-a", "US");
    var software = Shop.software(shop.order("partner-a", customer, sku + ":1"), 1);

    var shown = twice(software + "/keys", "").expect(200).all("key").getFirst();
    var why =
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
            .formatted(shown.substring(shown.length() - 5));
    var other = twice(software + "/keys/1/rotation", why).expect(200).all("key").getFirst();

    assertThat(shown).startsWith(start).isNotEqualTo(other);
    assertThat(other).startsWith(start);
    assertThat(agent.post(software + "/keys", "").expect(200).all("key")).containsExactly(other);
    var found = agent.post("/v1/key-lookups", "{\"key\": \"%s\"}".formatted(other)).expect(200);
    assertThat(found.all("lastFive")).containsExactly(other.substring(other.length() - 5));
  }

  @Test
  void theTokenOfALinkIsEncryptedWithTheAnswer() {
    var customer = shop.customerOf("partner-a", "US");
    var software = Shop.software(shop.order("partner-a", customer, "ws2019-std-16core:1"), 1);

    var link = twice(software + "/links", LINK).expect(201).at("/url");

    agent.get(link.substring(link.indexOf("/d/")), "Accept", "application/json").expect(200);
  }

  @Test
  void secretsOfWebhooksAreEncryptedAndSign() throws IOException {
    try (var receiver = LoopbackReceiver.answering(204)) {
      var body = "{\"address\": \"%s\"}".formatted(receiver.address());
      var webhook = twice("/v1/webhooks", body).expect(201);
      var path = webhook.header("location");
      var secret = twice(path + "/secret", "").expect(200).at("/secret");
      shop.machine().pump().drain();
      functions.invoke(
          "DeliverEvents",
          """
          {"Records": [{"messageId": "1", "receiptHandle": "1", "body": "partner-a/%s"}]}
          """
              .formatted(webhook.at("/webhookId"))
              .getBytes(StandardCharsets.UTF_8));

      assertThat(receiver.bodies()).isNotEmpty();
      assertThat(shop.items()).noneMatch(item -> item.toString().contains(secret));
    }
  }

  @Test
  void keysInFreeTextAreFoundByTheKeyServicesHashes() {
    var customer = shop.customerOf("partner-a", "US");
    var id = customer.substring(customer.lastIndexOf('/') + 1);
    var said = "\"reasonCode\": \"OTHER\", \"reason\": \"AAAAA-BBBBB-CCCCC of INV24-00123\"";
    var order = shop.order("partner-a", customer, "ws2019-std-16core:1");
    var other = shop.order("partner-a", customer, "ws2019-std-16core:1");
    var note = "AAAAA-BBBBB-CCCCC of INV24-00123";

    agent
        .post(Shop.software(order, 1) + "/links/revocation", "{\"reason\": \"" + note + "\"}")
        .expect(200);
    var request =
        agent
            .post(
                "/v1/support-requests",
                Shop.supportRequest(id, order.at("/orderId"))
                    .replace("\"reasonCode\": \"OTHER\"", said))
            .expect(201);
    agent.post(request.header("Location") + "/notes", "{\"text\": \"" + note + "\"}").expect(201);
    functions.invoke(
        "DecideSupportRequest",
        """
        {"id": "%s", "partner": "partner-a", "requestId": "%s", "decision": "ANSWER",
         "operator": "olga@distributor.example", "note": "%s"}
        """
            .formatted(UUID.randomUUID(), request.at("/requestId"), note)
            .getBytes(StandardCharsets.UTF_8));
    var atDesk = "/v1/operator/partners/partner-a/support-requests/" + request.at("/requestId");
    agent.post(atDesk + "/answers", "{\"text\": \"" + note + "\"}").expect(201);
    agent
        .post(atDesk + "/decision", "{\"decision\": \"DECLINE\", \"note\": \"" + note + "\"}")
        .expect(200);
    var quote = agent.get(order.header("Location") + "/cancellation").at("/quoteId");
    agent
        .post(
            order.header("Location") + "/cancellation",
            "{\"quoteId\": \"%s\", \"acknowledged\": true, %s}".formatted(quote, said))
        .expect(200);
    agent
        .post(
            "/v1/cancellations",
            Shop.batch(
                    id,
                    Map.of(
                        other.at("/orderId"),
                        agent.get(other.header("Location") + "/cancellation").at("/quoteId")))
                .replace("\"reasonCode\": \"OTHER\"", said))
        .expect(200);

    assertThat(shop.items()).noneMatch(item -> item.toString().contains("AAAAA-BBBBB-CCCCC"));
    assertThat(shop.items())
        .filteredOn(item -> item.toString().contains("*****CCCCC of INV24-00123"))
        .hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void listedKeysAreFoundByTheKeyServicesHashes(@TempDir Path folder) throws IOException {
    var file = folder.resolve("imports/keys/" + POOL + "/listed.csv");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "key\nAAAAA-BBBBB-EEEEE\n");
    assertThat(importer().importPath(folder).faults()).isEmpty();

    var answer =
        functions.invoke(
            "ChangeStock",
            """
            {"id": "%s", "action": "WITHDRAW", "operator": "olga@distributor.example",
             "reason": "Recalled.", "importable": 1, "keys": [{"key": "aaaaa-bbbbb-eeeee"}]}
            """
                .formatted(UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8));

    assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"changed\":1");

    var found =
        agent.post(
            "/v1/operator/stock/changes",
            """
            {"action": "WITHDRAW", "reason": "Recalled.", "keys": [{"key": "aaaaa-bbbbb-eeeee"}]}
            """);

    assertThat(found.expect(200).at("/unknown")).isEqualTo("1");
  }

  @Test
  void theLogIsSealedAndVerified() {
    var clock = shop.machine().clock();
    shop.customerOf("partner-a", "US");
    clock.setAhead(Duration.ofHours(3));
    try (var schedules = Schedules.of(template, functions::invoke, "us-east-1")) {
      schedules.fire("SealActivity");

      var report = new String(schedules.fire("VerifyActivityLog"), StandardCharsets.UTF_8);

      assertThat(report)
          .contains("\"findings\":[]", "\"complete\":true")
          .doesNotContain("\"seals\":0");
    } finally {
      clock.setAhead(Duration.ZERO);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ImportKeys, import-keys, 2026-11.csv",
    "ImportPartners, import-partners, .yaml",
    "ImportHouse, import-house, house.yaml",
    "ImportPayments, import-payments, 2026-01.csv",
    "ImportCatalogue, import-catalogue, 2026-11/manifest.yaml"
  })
  void aFileThatWasDeletedBeforeItsEventIsNoFailure(String function, String event, String name)
      throws IOException {
    var told = Files.readString(FILE.resolveSibling("events").resolve(event + ".json"));
    var gone = told.replace(name, "gone" + name);
    assertThat(gone).isNotEqualTo(told);

    var answer = functions.invoke(function, gone.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(answer, StandardCharsets.UTF_8)).doesNotContain("xception");
  }

  @Test
  void aRefusedFileOfPartnersIsRecordedBeforeAndAfter(@TempDir Path folder) throws IOException {
    var file = folder.resolve("imports/partners/faulty.yaml");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "partners: none");

    assertThat(importer().importPath(folder).faults()).isNotEmpty();

    assertThat(shop.items()).filteredOn(item -> item.toString().contains("faulty.yaml")).hasSize(2);
  }
}
