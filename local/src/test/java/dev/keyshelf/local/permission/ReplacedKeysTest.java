package dev.keyshelf.local.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.keyshelf.local.schedule.Schedules;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  // The names of the template's keys, so that PermissionsTest finds their grants.
  private static final String WRAPPING = "WrappingKey";
  private static final String FIRST = "HashKey";
  private static final String SECOND = "SecondHashKey";
  private static final String BOTH = FIRST + "," + SECOND;
  private static final Set<String> TAKING_PART =
      Set.of(
          "PlaceOrder",
          "ReadOrders",
          "ImportKeys",
          "RevealKeys",
          "SealActivity",
          "VerifyActivityLog");

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
    assertThat(placed(keys(WRAPPING, FIRST, 1)).status()).isEqualTo(201);
  }

  private static AttributeValue text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS(""));
  }

  private static Map<String, String> keys(String wrapping, String hashing, int version) {
    return Map.of(
        "KEYSHELF_WRAPPING_KEY",
        wrapping,
        "KEYSHELF_TOKEN_KEY",
        "TokenKey",
        "KEYSHELF_HASH_KEY",
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
  @CsvSource({"w2, HashKey", "WrappingKey, SecondHashKey"})
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
            released(keys("w2", FIRST, 1), (_, agent) -> agent.get(customer + "/orders")).status())
        .isEqualTo(200);
  }

  @Test
  void aStackWithAReplacedKeyImportsNoKeys() throws IOException {
    var file = fileOf("AAAAA-BBBBB-CCCCC");
    var before = hashes();

    var report =
        released(
            keys(WRAPPING, "SecondHashKey", 1),
            (functions, _) -> importer(functions).importPath(file));

    assertThat(report.faults()).singleElement().asString().contains("failed");
    assertThat(hashes()).isEqualTo(before);
  }

  private Path fileOf(String key) throws IOException {
    var place = folder.resolve(key);
    var file = place.resolve("imports/keys/" + POOL + "/" + key + ".csv");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "key\n" + key + "\n");
    return place;
  }

  /** Returns how many product keys the table has, each by one hash. */
  private static long hashes() {
    return shop.items().stream()
        .filter(item -> text(item, "pk").s().startsWith("KEYHASH#"))
        .count();
  }

  private void imported(Map<String, String> keys, String key) throws IOException {
    var file = fileOf(key);
    released(keys, (functions, _) -> importer(functions).importPath(file));
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
    assertThat(placed(keys("w2", FIRST, 1)).status()).isEqualTo(503);
    assertThat(placed(keys(WRAPPING, FIRST, 1)).status()).isEqualTo(201);
  }

  /** The documented two deployments. The release before runs on beside the first of them. */
  @Test
  void aVersionIsAddedByTwoDeployments() {
    assertThat(placed(keys(WRAPPING, BOTH, 1)).status()).isEqualTo(201);
    assertThat(placed(keys(WRAPPING, FIRST, 1)).status()).isEqualTo(201);
    assertThat(known()).isEqualTo(1);
    assertThat(placed(keys(WRAPPING, BOTH, 2)).status()).isEqualTo(201);
    assertThat(known()).isEqualTo(2);
    assertThat(placed(keys(WRAPPING, BOTH, 1)).status()).isEqualTo(201);

    assertThat(placed(keys(WRAPPING, FIRST, 1)).status()).isEqualTo(503);
  }

  /** Returns how many versions of the hash key the table knows, as the documented look-up shows. */
  private static int known() {
    return shop.items().stream()
        .filter(item -> text(item, "pk").s().equals("KEYRING"))
        .map(item -> text(item, "hashing").s().split(",").length)
        .findFirst()
        .orElse(0);
  }

  /** Functions of both releases run at once, and neither accepts a key of the other again. */
  @Test
  void noKeyIsImportedTwiceWhileAVersionIsAdded() throws IOException {
    var before = keys(WRAPPING, FIRST, 1);
    var knowing = keys(WRAPPING, BOTH, 1);
    var using = keys(WRAPPING, BOTH, 2);
    var none = hashes();

    imported(before, "BBBBB-BBBBB-BBBBB");
    imported(knowing, "BBBBB-BBBBB-BBBBB");
    imported(using, "BBBBB-BBBBB-BBBBB");
    assertThat(hashes()).isEqualTo(none + 1);

    imported(using, "CCCCC-CCCCC-CCCCC");
    imported(knowing, "CCCCC-CCCCC-CCCCC");
    assertThat(hashes()).isEqualTo(none + 2);
  }

  @Test
  void productKeysOfBeforeARotationAreShownAfterIt() throws IOException {
    var same = keys(WRAPPING, FIRST, 1);
    imported(same, "DDDDD-DDDDD-DDDDD");
    imported(same, "FFFFF-FFFFF-FFFFF");
    var shown = softwareWithAKey(same);
    var unseen = softwareWithAKey(same);
    var text = revealed(same, shown);

    keyService.rotate();

    assertThat(revealed(same, shown)).isEqualTo(text);
    assertThat(revealed(same, unseen)).isNotEqualTo(text);
    imported(same, "GGGGG-GGGGG-GGGGG");
    assertThat(revealed(same, softwareWithAKey(same))).isNotEqualTo(text);
  }

  private static String softwareWithAKey(Map<String, String> keys) {
    return Shop.software(
        released(
            keys,
            (_, agent) -> agent.post(customer + "/orders", Shop.lines("ws2019-std-16core:1"))),
        1);
  }

  private static String revealed(Map<String, String> keys, String software) {
    var shown =
        released(keys, (_, agent) -> agent.post(software + "/keys", "").expect(200).all("key"));
    assertThat(shown).singleElement().asString().matches("(\\w{5})-\\1-\\1");
    return shown.getFirst();
  }

  @Test
  void aReplacedSealKeyIsFoundUntilItIsVerifiedWithBothKeys() throws IOException {
    var clock = shop.machine().clock();
    try {
      clock.setAhead(Duration.ofHours(3));
      released(sealing("SealKey"), (functions, _) -> fired(functions, "SealActivity", Map.of()));
      placed(keys(WRAPPING, FIRST, 1));
      clock.setAhead(Duration.ofHours(6));
      released(sealing("SealKeyId"), (functions, _) -> fired(functions, "SealActivity", Map.of()));

      var night = verified(Map.of());
      clock.setAhead(Duration.ofDays(3));
      var later = verified(Map.of());
      var ids = String.join(" ", night.path("keys").findValuesAsText("id"));
      var from = clock.instant().minus(Duration.ofDays(5)).toString();
      var settled = verified(Map.of("from", from, "keys", ids));
      var last = verified(Map.of());

      assertThat(night.path("findings").findValuesAsText("kind")).containsOnly("KEY_CHANGED");
      assertThat(later.path("findings")).isEmpty();
      assertThat(later.path("unresolved").findValuesAsText("kind")).containsOnly("KEY_CHANGED");
      assertThat(ids.split(" ")).hasSize(2);
      for (var end : List.of(settled, last)) {
        assertThat(end.path("findings")).isEmpty();
        assertThat(end.path("unresolved")).isEmpty();
        assertThat(end.path("complete").asBoolean()).isTrue();
      }
    } finally {
      clock.setAhead(Duration.ZERO);
    }
  }

  private static Map<String, String> sealing(String key) {
    Map<String, String> keys = new HashMap<>(keys(WRAPPING, FIRST, 1));
    keys.put("KEYSHELF_SEAL_KEY", key);
    return keys;
  }

  private static JsonNode verified(Map<String, String> detail) throws IOException {
    var answer =
        released(
            sealing("SealKeyId"), (functions, _) -> fired(functions, "VerifyActivityLog", detail));
    return new ObjectMapper().readTree(answer);
  }

  private static byte[] fired(Functions functions, String name, Map<String, String> detail) {
    try (var schedules = Schedules.of(template, functions::invoke, "us-east-1")) {
      return schedules.fire(name, detail);
    }
  }
}
