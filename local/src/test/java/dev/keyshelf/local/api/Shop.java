package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.invariant.Invariants;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A machine with the sample catalogue, with clients that call it and access to its table. */
public final class Shop implements AutoCloseable {
  /** The body that offers a letter as an attachment. */
  public static final String LETTER =
      """
      {"fileName": "letter.txt", "mediaType": "text/plain", "size": 10,
       "sha256": "8df7cac549d0f3a700c9eadb154639621406cf6853558701faa86305333f7ecd"}
      """;

  public static final String LETTERS_TEXT = "Dear Sirs\n";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");
  private static final String ALL_ROLES =
      "AdminAgent GlobalAdmin AccountAdmin ReferralAdmin MarketingContentAdmin";

  private final OneMachine machine;
  private final HttpClient http;
  private final DynamoDbClient dynamo;
  private final String table;

  private Shop(OneMachine machine) {
    this.machine = machine;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.dynamo = Stores.dynamoDb(machine.storeEnvironment());
    this.table = dynamo.listTables().tableNames().getFirst();
  }

  /**
   * Starts a machine with the samples, on a free port. It has enough keys of most products for a
   * test. The other pools are empty.
   */
  public static Shop open() {
    var shop = openWithoutKeys();
    try {
      shop.supply("windows-server-2019-standard", 100);
      shop.supply("sql-server-2019-standard", 30);
      shop.supply("exchange-server-2019-standard", 5);
      return shop;
    } catch (IOException | RuntimeException | Error failed) {
      shop.close();
      throw new IllegalStateException(failed);
    }
  }

  /** Starts the same machine with only empty pools. */
  public static Shop openWithoutKeys() {
    return open(
        SAMPLES.resolve("artifacts"),
        SAMPLES.resolve("imports/catalogue"),
        SAMPLES.resolve("imports/partners"));
  }

  /**
   * Starts a machine with these imports, on a free port. Supply only a few keys, because 200 take
   * long.
   */
  public static Shop open(Path... imports) {
    return open(System.getenv(), imports);
  }

  /** Starts the same machine with these environment variables, which may name other stores. */
  public static Shop open(Map<String, String> environment, Path... imports) {
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withPort(0)
            .withoutSamples()
            .withClockOffset(Beginning.offset())
            .withEnvironment(environment);
    var shop = on(settings);
    try {
      for (var each : imports) {
        shop.imports(each);
      }
      return shop;
    } catch (RuntimeException | Error failed) {
      shop.close();
      throw failed;
    }
  }

  /** Starts a machine on a data folder, which may be new, with its clock stopped at an instant. */
  public static Shop open(Path data, Instant instant) {
    var shop =
        on(
            Settings.inMemory(Settings.defaultTemplate())
                .withPort(0)
                .withoutSamples()
                .withData(data)
                .withClockOffset(Beginning.offsetTo(instant))
                .withEnvironment(Map.of()));
    shop.machine().clock().stopAt(instant);
    return shop;
  }

  private static Shop on(Settings settings) {
    // Receivers of webhooks in tests are on this machine.
    var shop = new Shop(OneMachine.start(settings.withWebhooksToLoopback(true)));
    // Schedules would change data during a test, so each test fires those that it needs.
    shop.machine().schedules().close();
    return shop;
  }

  /** Imports a folder laid out like the bucket, or a folder inside one, as an operator does. */
  public void imports(Path path) {
    assertThat(machine.importer().importPath(path).faults()).isEmpty();
  }

  /** Supplies a pool with this many new keys. */
  public void supply(String pool, int count) throws IOException {
    var csv = new StringBuilder("key\n");
    for (int i = 0; i < count; i++) {
      var random = UUID.randomUUID().toString().toUpperCase(Locale.ROOT).replace("-", "");
      csv.append("XXXXX-%s-%s\n".formatted(random.substring(0, 5), random.substring(5, 10)));
    }
    drop("imports/keys/%s/%s.csv".formatted(pool, UUID.randomUUID()), csv.toString());
  }

  /** Imports a file, as an operator does. */
  void drop(String key, String text) throws IOException {
    imports(DropFolder.with(key, text));
  }

  /** Moves the clock to an hour after the end of the current month, when it can be invoiced. */
  public void endMonth() {
    var now = machine.clock().instant().atOffset(ZoneOffset.UTC);
    var invoiced = now.toLocalDate().withDayOfMonth(1).plusMonths(1).atTime(1, 0);
    machine.clock().advance(Duration.between(now, invoiced.atOffset(ZoneOffset.UTC)));
  }

  /** Returns the machine, whose clock tests can move. */
  public OneMachine machine() {
    return machine;
  }

  /** Returns the name of the table. */
  String table() {
    return table;
  }

  /** Returns a client without a token. */
  public Client nobody() {
    return new Client(http, machine.baseUrl(), "");
  }

  /** Returns a user of a partner with these roles. */
  public Client of(String partner, String... roles) {
    return new Client(
        http, machine.baseUrl(), machine.tokenFor(partner, "user@" + partner + ".example", roles));
  }

  /** Returns a user of a partner with all roles. */
  public Client of(String partner) {
    return of(partner, ALL_ROLES.split(" "));
  }

  /** Creates a customer of a partner. Returns its path. */
  public String customerOf(String partner, String market) {
    var guid = UUID.randomUUID();
    return of(partner)
        .post(
            "/v1/customers",
            """
            {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "%s"}
            """
                .formatted(guid, guid, market))
        .expect(201)
        .header("Location");
  }

  /** Places an order for a customer of a partner, with {@code sku:quantity} for each line. */
  public Answer order(String partner, String customer, String... lines) {
    return of(partner).post(customer + "/orders", lines(lines)).expect(201);
  }

  /** Returns the body of an order, with {@code sku:quantity} for each line. */
  public static String lines(String... lines) {
    var json = new ArrayList<String>();
    for (var line : lines) {
      json.add("{\"skuId\": \"%s\", \"quantity\": %s}".formatted((Object[]) line.split(":", 2)));
    }
    return "{\"lines\": [" + String.join(", ", json) + "]}";
  }

  /** Returns the path of the software of an order's line. */
  public static String software(Answer order, int line) {
    return "/v1/customers/%s/software/%s-%s"
        .formatted(order.at("/customerId"), order.at("/orderId"), line);
  }

  /** Creates a download link. Returns its path. */
  public static String link(Client client, String software) {
    var created =
        Race.insistingOn(
                client,
                software + "/links",
                """
                {"version": "2019", "language": "en-US", "fileType": "ISO"}
                """)
            .expect(201);
    return URI.create(created.at("/url")).getPath();
  }

  /** Returns the body of a cancel that cites a quote. */
  public static String citing(String quoteId) {
    return """
    {"quoteId": "%s", "reasonCode": "OTHER", "acknowledged": true}
    """
        .formatted(quoteId);
  }

  /**
   * Returns the body of a batch of cancels.
   *
   * @param quotes the id of the quote by the id of its order
   */
  public static String batch(String customer, Map<String, String> quotes) {
    var orders =
        quotes.entrySet().stream()
            .map(
                each ->
                    """
                    {"customerId": "%s", "orderId": "%s", "quoteId": "%s"}
                    """
                        .formatted(customer, each.getKey(), each.getValue()))
            .collect(Collectors.joining(","));
    return """
    {"orders": [%s], "reasonCode": "OTHER", "acknowledged": true}
    """
        .formatted(orders);
  }

  /** Returns the body of a support request for the refund of a whole order. */
  public static String supportRequest(String customer, String order) {
    return """
    {"problemType": "PURCHASE_REFUND", "impact": "MODERATE", "title": "Refund",
     "customerId": "%s", "orderId": "%s", "reasonCode": "OTHER",
     "contact": {"name": "Ada", "email": "ada@contoso.example"}}
    """
        .formatted(customer, order);
  }

  /** Attaches a letter to a support request. Returns the attachment's id. */
  public static String attached(Client client, String request) {
    var begun = client.post(request + "/attachments", LETTER).expect(201);
    client.upload(begun, LETTERS_TEXT.getBytes(StandardCharsets.UTF_8));
    client.post(begun.header("Location") + "/complete", "").expect(200);
    return begun.at("/attachmentId");
  }

  /**
   * Answers or decides a support request as an operator.
   *
   * @param decision GRANT (which pays the credit of the terms), DECLINE or ANSWER
   */
  public JsonNode decides(String partner, String request, String decision) {
    var event =
        """
        {"id": "%s", "partner": "%s", "requestId": "%s", "decision": "%s",%s
         "operator": "olga@distributor.example", "note": "So it is."}
        """
            .formatted(
                UUID.randomUUID(),
                partner,
                request,
                decision,
                decision.equals("GRANT") ? " \"pays\": \"TERMS\"," : "");
    var answer =
        machine.functions().invoke("DecideSupportRequest", event.getBytes(StandardCharsets.UTF_8));
    try {
      return JSON.readTree(answer);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** Cancels the lines of an order that a query selects, with the current quote. */
  public static Answer cancel(Client client, String order, String query) {
    var path = order + "/cancellation" + query;
    return client.post(path, citing(client.get(path).at("/quoteId")));
  }

  /** Returns a hash of each item of the table by its key, without records of refused access. */
  Map<String, Integer> contents() {
    Map<String, Integer> contents = new TreeMap<>();
    items().stream()
        .filter(item -> !AttributeValue.fromS("ACCESS_REFUSED").equals(item.get("operation")))
        .forEach(item -> contents.put(item.get("pk") + " " + item.get("sk"), item.hashCode()));
    return contents;
  }

  /** Returns all items of the table. */
  public List<Map<String, AttributeValue>> items() {
    return dynamo.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
        .toList();
  }

  /** Returns the violated invariants of the current table and seals. */
  public List<String> violations() {
    return Invariants.violations(items(), seals(), machine.clock().instant());
  }

  /** Returns the objects in the bucket of the seals, by key. */
  public Map<String, byte[]> seals() {
    Map<String, byte[]> seals = new TreeMap<>();
    try (var s3 = Stores.s3(machine.storeEnvironment())) {
      s3.listBuckets().buckets().stream()
          .map(Bucket::name)
          .filter(name -> name.contains("-seals-"))
          .forEach(
              bucket ->
                  s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                      .map(S3Object::key)
                      .forEach(
                          key ->
                              seals.put(
                                  key,
                                  s3.getObject(
                                          get -> get.bucket(bucket).key(key),
                                          ResponseTransformer.toBytes())
                                      .asByteArray())));
    }
    return seals;
  }

  /**
   * Returns the attributes of each item that show its kind: its keys, and the operation of a record
   * of the log.
   */
  public List<Map<String, AttributeValue>> keysAndOperations() {
    return dynamo
        .scanPaginator(
            scan ->
                scan.tableName(table)
                    .consistentRead(true)
                    .projectionExpression("pk, sk, #operation")
                    .expressionAttributeNames(Map.of("#operation", "operation")))
        .items()
        .stream()
        .toList();
  }

  /**
   * Expects that no item was added, changed or removed since then, except records of refused
   * access.
   */
  void expectNothingWrittenSince(Map<String, Integer> before) {
    var changed = new TreeMap<>(contents());
    before.forEach((key, hash) -> changed.remove(key, hash));
    var gone = new TreeMap<>(before);
    gone.keySet().removeAll(contents().keySet());
    assertThat(changed).as("written").isEmpty();
    assertThat(gone).as("removed").isEmpty();
  }

  /** Stops the machine, after a check that the stores violate no invariant. */
  @Override
  public void close() {
    try (machine;
        http;
        dynamo) {
      assertThat(violations()).as("violated invariants").isEmpty();
    }
  }
}
