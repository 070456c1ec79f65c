package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.release.Release;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes backups while a server sells, and restores them into new folders. */
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
final class BackupTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String SKU = "ws2019-std-16core:2";

  @TempDir private static Path folder;
  private static Launched server;
  private static Client agent;
  private static Answer bought;
  private static String keys;
  private static List<String> copied;
  private static List<Answer> meanwhile;

  @BeforeAll
  static void copyWhileItSells() throws Exception {
    server = Launched.serve(data());
    agent = clientOf(server, data());
    var customer = createCustomer(agent);
    bought = order(agent, customer);
    keys = keysOf(agent, bought);
    var done = new AtomicBoolean();
    try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
      var buying =
          buyers.submit(
              () -> {
                List<Answer> orders = new ArrayList<>();
                while (!done.get()) {
                  orders.add(order(agent, customer));
                }
                return orders;
              });
      var ended = Launched.run("backup", copy().toString(), "--data", data().toString());
      done.set(true);
      meanwhile = buying.get();
      assertThat(ended.err()).isEmpty();
      assertThat(ended.exitCode()).isZero();
      copied = ended.out();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    HTTP.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private static Path copy() {
    return folder.resolve("copy");
  }

  private static Client clientOf(Launched server, Path data) throws Exception {
    var token =
        Launched.run(
            "token",
            "--data",
            data.toString(),
            "--partner",
            "partner-a",
            "--user",
            "ada",
            "--role",
            "AdminAgent");
    return new Client(HTTP, server.address(), token.out().getFirst());
  }

  private static String createCustomer(Client client) {
    var guid = UUID.randomUUID();
    return client
        .post(
            "/v1/customers",
            """
            {"companyName": "Northwind", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
            """
                .formatted(guid, guid))
        .expect(201)
        .header("Location");
  }

  private static Answer order(Client client, String customer) {
    return client.post(customer + "/orders", Shop.lines(SKU)).expect(201);
  }

  private static String keysOf(Client client, Answer order) {
    var answer = client.post(Shop.software(order, 1) + "/keys", "").expect(200);
    return answer.json().get("keys").toString();
  }

  private static void assertRefused(String part, String... arguments) throws Exception {
    var ended = Launched.run(arguments);
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).singleElement().asString().startsWith("keyshelf: ").contains(part);
    assertThat(ended.out()).isEmpty();
  }

  private static void assertNotRestored(String part, Path source, Path target) throws Exception {
    assertRefused(part, "restore", source.toString(), "--data", target.toString());
  }

  private static Path copyOfTheCopy(Path place) throws IOException {
    try (var all = Files.walk(copy())) {
      for (var each : all.toList()) {
        Files.copy(each, place.resolve(copy().relativize(each).toString()));
      }
    }
    return place;
  }

  @Test
  void saysWhatItCopied() {
    assertThat(meanwhile).as("orders during the backup").isNotEmpty();
    assertThat(copied)
        .singleElement()
        .asString()
        .matches("Copied .*: 1 table, [0-9]+ items, [0-9]+ objects, [0-9]+ bytes");
  }

  @Test
  void namesTheReleaseThatMadeIt() throws IOException {
    assertThat(copy().resolve("backup.json"))
        .content()
        .contains("\"release\" : \"%s\"".formatted(Release.version()));
  }

  @Test
  void restoresWhatWasBoughtSealedAndUploaded(@TempDir Path elsewhere) throws Exception {
    var restored = elsewhere.resolve("data");
    var ended = Launched.run("restore", copy().toString(), "--data", restored.toString());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .singleElement()
        .asString()
        .startsWith("Restored ")
        .endsWith(copied.getFirst().replaceFirst(".*: ", ""));

    try (var second = Launched.serve(restored)) {
      var client = clientOf(second, restored);
      assertThat(client.get(bought.header("Location")).expect(200).at("/total/amount"))
          .isEqualTo(bought.at("/total/amount"));
      assertThat(keysOf(client, bought)).isEqualTo(keys);
      var link = Shop.link(client, Shop.software(bought, 1));
      var started = new Client(HTTP, second.address(), "").start(link, "").expect(200);
      var bytes = client.fetch(new Client(HTTP, second.address(), "").get(started.at("/session")));
      assertThat(bytes).isNotEmpty();
      assertThat(order(client, createCustomer(client)).at("/orderId")).isNotEmpty();
      var verified =
          Launched.run("verify-log", "--partner", "partner-a", "--data", restored.toString());
      assertThat(verified.exitCode()).as("%s", verified).isZero();
    }
  }

  @Test
  void leavesOutUploadsThatAreNotComplete(@TempDir Path elsewhere) throws Exception {
    var restored = elsewhere.resolve("data");
    Launched.run("restore", copy().toString(), "--data", restored.toString());
    Files.createDirectories(restored.resolve("s3/bucket"));
    Files.createFile(restored.resolve("s3/bucket/a-%s".formatted(UUID.randomUUID())));
    Files.createFile(restored.resolve("s3/bucket/.mpus-%s".formatted(UUID.randomUUID())));

    var again =
        Launched.run(
            "backup", elsewhere.resolve("again").toString(), "--data", restored.toString());

    assertThat(again.exitCode()).as("%s", again).isZero();
    assertThat(elsewhere.resolve("again/data/s3")).isDirectory();
    assertThat(elsewhere.resolve("again/data/s3/bucket")).doesNotExist();
  }

  @Test
  void keepsSecretsToTheirOwner(@TempDir Path elsewhere) throws Exception {
    var restored = elsewhere.resolve("data");
    Launched.run("restore", copy().toString(), "--data", restored.toString());

    for (var place : List.of(copy().resolve("data"), restored)) {
      for (var secret : List.of("vault.key", "issuer.json")) {
        assertThat(Files.getPosixFilePermissions(place.resolve(secret)))
            .as("%s of %s", secret, place)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
    assertThat(Files.getPosixFilePermissions(copy()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void refusesAnExistingTargetAndASourceWithoutTables(@TempDir Path empty) throws Exception {
    assertRefused("exists already", "backup", copy().toString(), "--data", data().toString());
    assertRefused(
        "holds no tables", "backup", empty.resolve("new").toString(), "--data", empty.toString());
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void refusesToRestoreIntoAFolderThatIsInUseOrNotEmpty(@TempDir Path other) throws Exception {
    Files.createFile(other.resolve("mine.txt"));

    assertNotRestored("a server is running on", copy(), data());
    assertNotRestored("is not empty", copy(), other);
  }

  @Test
  void refusesACopyOfAnotherProgram(@TempDir Path other) throws Exception {
    Files.createDirectory(other.resolve("copy"));
    var target = other.resolve("data");

    assertNotRestored("no such folder", other.resolve("none"), target);
    assertNotRestored("is not a Keyshelf backup", other.resolve("copy"), target);
    Files.writeString(other.resolve("copy/backup.json"), "{\"format\": \"another\"}");
    assertNotRestored("is not a Keyshelf backup", other.resolve("copy"), target);
    Files.writeString(
        other.resolve("copy/backup.json"),
        """
        {"format": "keyshelf-backup", "version": 2, "release": "9.8.7", "added": "later"}
        """);
    assertNotRestored("use release 9.8.7, which wrote it", other.resolve("copy"), target);
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesADamagedCopy(@TempDir Path other) throws Exception {
    var target = other.resolve("data");
    var changed = copyOfTheCopy(other.resolve("changed"));
    var tables = Files.readAllBytes(changed.resolve("data/tables.db"));
    tables[tables.length / 2] ^= 1;
    Files.write(changed.resolve("data/tables.db"), tables);
    assertNotRestored("tables.db is missing or changed", changed, target);

    var incomplete = copyOfTheCopy(other.resolve("incomplete"));
    Files.delete(incomplete.resolve("data/vault.key"));
    assertNotRestored("vault.key is missing or changed", incomplete, target);

    var shorter = copyOfTheCopy(other.resolve("shorter"));
    Files.writeString(shorter.resolve("files.json"), "[]");
    assertNotRestored("files.json is missing or changed", shorter, target);

    var undated = copyOfTheCopy(other.resolve("undated"));
    var header = undated.resolve("backup.json");
    Files.writeString(
        header,
        Files.readString(header)
            .replaceAll("\"takenAt\" *: *\"[^\"]+\"", "\"takenAt\": \"monday\""));
    assertThat(header).content().contains("monday");
    assertNotRestored("backup.json is missing or changed", undated, target);
    assertThat(target).doesNotExist();
  }
}
