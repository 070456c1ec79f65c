package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./keyshelf stock} prints for an operator while a server runs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class StockCommandTest {
  private static final String POOL = ServedMachine.POOL;
  private static final String OTHER = "windows-server-2019-datacenter";
  private static final String[] WHO = {"--operator", "olga", "--reason", "Recalled."};

  @TempDir private Path folder;
  private ServedMachine served;
  private OneMachine machine;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void supply() throws IOException {
    served = ServedMachine.start(folder, 3);
    machine = served.machine();
    out = served.out();
    err = served.err();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private int run(String... arguments) {
    return served.run(
        Stream.concat(Stream.of("stock", "--data", folder.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private int change(String... arguments) {
    return run(Stream.concat(Stream.of(arguments), Stream.of(WHO)).toArray(String[]::new));
  }

  @Test
  void quarantinesAndReleasesABatchAndShowsIt() {
    assertThat(change("quarantine", "--pool", POOL, "--batch", "b-1")).as("%s", err).isZero();
    assertThat(out.toString()).contains("QUARANTINE: 3 keys changed (--id ");
    assertThat(run("show", "--pool", POOL, "--operator", "olga")).isZero();
    assertThat(out.toString()).contains("\"quarantined\" : 3", "\"forSale\" : 0", "\"b-1\"");

    assertThat(change("release", "--pool", POOL)).isZero();
    assertThat(out.toString()).contains("RELEASE: 3 keys changed");
    assertThat(run("sold", "--pool", POOL, "--batch", "b-1", "--operator", "olga")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void listsAllPoolsAsOfTheirLastCountWithoutWords() {
    assertThat(run()).as("%s", err).isZero();
    assertThat(out.toString()).contains("No pool was counted yet");

    machine.schedules().fire("CountStock");

    assertThat(run()).as("%s", err).isZero();
    assertThat(out.toString())
        .contains(POOL + ": 3 left (low), 0 waited for by orders, counted 20");
  }

  @Test
  void movesKeysAndWithdrawsListedOnes() throws IOException {
    assertThat(change("move", "--pool", POOL, "--to", OTHER)).as("%s", err).isZero();
    var list = folder.resolve("keys.txt");
    Files.writeString(list, "key\nXXXXX-AAAAA-00001\nXXXXX-AAAAA-00009\n");

    assertThat(change("withdraw", "--keys", list.toString(), "--yes")).as("%s", err).isZero();

    assertThat(out.toString())
        .contains("WITHDRAW: 1 keys changed", "1 were never imported")
        .doesNotContain("XXXXX");
    assertThat(run("show", "--pool", OTHER, "--operator", "olga")).isZero();
    assertThat(out.toString()).contains("\"forSale\" : 2");
  }

  /** Sells one key. Returns its last five characters. */
  private String sold() {
    try (var http = HttpClient.newHttpClient()) {
      var agent =
          new Client(http, machine.baseUrl(), machine.tokenFor("partner-a", "ada", "AdminAgent"));
      var customer =
          agent
              .post(
                  "/v1/customers",
                  """
                  {"companyName": "Northwind", "tenantId": "e9da86d3-51cf-4a76-a2d8-c50195c3f466",
                   "domain": "northwind.example", "market": "US"}
                  """)
              .expect(201)
              .header("Location");
      var order = agent.post(customer + "/orders", Shop.lines("ws2019-std-16core:1")).expect(201);
      var keys = agent.post(Shop.software(order, 1) + "/keys", "").expect(200);
      return keys.all("key").getFirst().substring("XXXXX-AAAAA-".length());
    }
  }

  @Test
  void listsTheOwnersOfARecalledBatchsKeys() throws IOException {
    var lastFive = sold();
    change("quarantine", "--pool", POOL, "--batch", "b-1");
    assertThat(out.toString()).contains("QUARANTINE: 2 keys changed");

    assertThat(run("sold", "--pool", POOL, "--batch", "b-1", "--operator", "olga")).isZero();

    assertThat(out.toString())
        .startsWith("sold: *****" + lastFive + " partner-a ")
        .contains("Northwind (northwind.example)");
    var list = folder.resolve("keys.txt");
    Files.writeString(list, "XXXXX-AAAAA-" + lastFive + "\n");
    assertThat(change("withdraw", "--keys", list.toString(), "--yes")).isZero();
    assertThat(out.toString())
        .contains("WITHDRAW: 0 keys changed", "sold: *****" + lastFive + " partner-a ");
  }

  @Test
  void repeatsUnderItsId() {
    change("quarantine", "--pool", POOL, "--id", "recall-1");
    var first = out.toString();
    change("quarantine", "--pool", POOL, "--id", "recall-1");

    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void withdrawsNothingWithoutAConfirmation() {
    assertThat(change("withdraw", "--pool", POOL)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("--yes", POOL);
    assertThat(run("show", "--pool", POOL, "--operator", "olga")).isZero();
    assertThat(out.toString()).contains("\"forSale\" : 3");
  }

  @ParameterizedTest
  @CsvSource({
    "move --pool windows-server-2019-standard --to windows-server-2019-standart, the nearest:"
        + " windows-server-2019-standard",
    "quarantine --pool windows-server-2019-standard --batch b-2, No file of this name",
    "quarantine, choose the keys with either --pool",
    "quarantine --keys no-such-file, cannot be read"
  })
  void refusesWithOneLineAndExitCodeTwo(String line, String why) {
    assertThat(change(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(why);
    assertThat(out.toString()).isEmpty();
  }
}
