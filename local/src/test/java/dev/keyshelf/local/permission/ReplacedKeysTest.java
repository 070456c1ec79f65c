package dev.keyshelf.local.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.gateway.Authorizer.Verdict;
import dev.keyshelf.local.gateway.HttpGateway;
import dev.keyshelf.local.gateway.OwnPages;
import dev.keyshelf.local.gateway.RouteTable;
import dev.keyshelf.local.imports.Importer;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Replaces the keys of KMS between two releases of a stack's functions. Each call of {@code
 * released} is a new start of them.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class ReplacedKeysTest {
  private static final String ENDPOINT = "aws.endpointUrlKms";
  private static final String POOL = "windows-server-2019-standard";
  private static final String WRAPPING = "KEYSHELF_WRAPPING_KEY";
  private static final String HASHING = "KEYSHELF_HASH_KEY";
  private static final Set<String> TAKING_PART = Set.of("PlaceOrder", "ReadOrders", "ImportKeys");

  private static Shop shop;
  private static KeyService keyService;
  private static Template template;
  private static HttpClient http;
  private static S3Client s3;
  private static String customer;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.openWithoutKeys();
    keyService = KeyService.start();
    System.setProperty(ENDPOINT, keyService.url());
    var written = Template.read(Settings.defaultTemplate());
    template =
        written.withFunctions(
            written.functions().stream()
                .filter(function -> TAKING_PART.contains(function.name()))
                .toList());
    http = HttpClient.newHttpClient();
    s3 = Stores.s3(shop.machine().storeEnvironment());
    customer = shop.customerOf("partner-a", "US");
  }

  @AfterAll
  static void close() {
    s3.close();
    http.close();
    keyService.close();
    System.clearProperty(ENDPOINT);
    shop.close();
  }

  /** The machine has noted its key file, which no stack has. */
  @BeforeEach
  void beginWithKeysOfAStack() {
    KeysOfTheMachine.forget(shop);
    assertThat(placed(keys("WrappingKey", "h", 1)).status()).isEqualTo(201);
  }

  private static AttributeValue text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS(""));
  }

  private static Map<String, String> keys(String wrapping, String hashing, int version) {
    return Map.of(
        WRAPPING,
        wrapping,
        "KEYSHELF_TOKEN_KEY",
        "t",
        HASHING,
        hashing,
        "KEYSHELF_HASH_KEY_VERSION",
        String.valueOf(version));
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(Functions functions, Client agent);
  }

  private static <T> T released(Map<String, String> keys, Use<T> use) {
    Map<String, String> environment = new HashMap<>(shop.machine().storeEnvironment());
    environment.putAll(keys);
    try (var functions = Functions.load(template, environment, shop.machine().clock());
        var gateway = HttpGateway.bind(0)) {
      gateway.serve(
          RouteTable.of(template),
          _ ->
              _ ->
                  new Verdict.Admitted(
                      Map.of(
                          "partner_id", "partner-a", "sub", "ada", "roles", List.of("AdminAgent"))),
          functions::invoke,
          OwnPages.NONE,
          shop.machine().clock());
      return use.of(functions, new Client(http, gateway.baseUrl(), ""));
    }
  }

  private static Answer placed(Map<String, String> keys) {
    return released(
        keys, (_, agent) -> agent.post(customer + "/orders", Shop.lines("sles-std-p1y:1")));
  }

  private static long orders() {
    return shop.items().stream().filter(item -> text(item, "sk").s().startsWith("ORDER#")).count();
  }

  @ParameterizedTest
  @CsvSource({"w2, h", "WrappingKey, HashKey"})
  void aStackWithAReplacedKeySellsNothing(String wrapping, String hashing) {
    var before = orders();

    var refused = placed(keys(wrapping, hashing, 1));

    assertThat(refused.expectRefusal("503 key-service-unavailable").at("/detail"))
        .contains("does not have the keys with which its table was filled");
    assertThat(orders()).isEqualTo(before).isPositive();
  }

  @Test
  void aStackWithAReplacedKeyStillReads() {
    assertThat(
            released(keys("w2", "HashKey", 1), (_, agent) -> agent.get(customer + "/orders"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aStackWithAReplacedKeyImportsNoKeys() throws IOException {
    var file = folder.resolve("imports/keys/" + POOL + "/again.csv");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "key\nAAAAA-BBBBB-CCCCC\n");

    var report =
        released(
            keys("WrappingKey", "HashKey", 1),
            (functions, _) -> importer(functions).importPath(folder));

    assertThat(report.faults()).singleElement().asString().contains("failed");
    assertThat(shop.items()).noneMatch(item -> text(item, "pk").s().startsWith("KEYHASH#"));
  }

  private static Importer importer(Functions functions) {
    return new Importer(
        template,
        functions,
        s3,
        template.buckets().getFirst().name(),
        "us-east-1",
        shop.machine().clock());
  }

  @Test
  void aRestoredKeySellsAgain() {
    assertThat(placed(keys("w2", "h", 1)).status()).isEqualTo(503);
    assertThat(placed(keys("WrappingKey", "h", 1)).status()).isEqualTo(201);
  }

  /** The documented two deployments. The release before runs on beside the first of them. */
  @Test
  void aVersionIsAddedByTwoDeployments() {
    assertThat(placed(keys("WrappingKey", "h,HashKey", 1)).status()).isEqualTo(201);
    assertThat(placed(keys("WrappingKey", "h", 1)).status()).isEqualTo(201);
    assertThat(placed(keys("WrappingKey", "h,HashKey", 2)).status()).isEqualTo(201);
    assertThat(placed(keys("WrappingKey", "h,HashKey", 1)).status()).isEqualTo(201);

    assertThat(placed(keys("WrappingKey", "h", 1)).status()).isEqualTo(503);
  }
}
