package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What {@code ./keyshelf invoices} writes for an auditor while a server runs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class InvoicesCommandTest {
  private static final String MONTH = Beginning.MONTH.toString();

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ServedMachine served;
  private OneMachine machine;

  /** A document in dollars, and one in dinars that cannot be an e-invoice. */
  @BeforeEach
  void invoice() throws IOException {
    served = ServedMachine.start(folder.resolve("data"), 2);
    machine = served.machine();
    var samples = Settings.defaultTemplate().resolveSibling("samples");
    assertThat(machine.importer().importPath(samples.resolve("imports/house")).faults()).isEmpty();
    for (var market : new String[] {"US", "KW"}) {
      buys(market);
    }
    machine.clock().advance(Duration.ofDays(63));
    machine.schedules().fire("IssueInvoices");
    machine.schedules().fire("RenderDocuments");
  }

  private void buys(String market) {
    var token = machine.tokenFor("partner-a", "ada", "AdminAgent");
    var agent = new Client(http, machine.baseUrl(), token);
    var customer =
        agent
            .post(
                "/v1/customers",
                """
                {"companyName": "Northwind", "tenantId": "e9da86d3-51cf-4a76-a2d8-c50195c3f4%s",
                 "domain": "northwind-%s.example", "market": "%s"}
                """
                    .formatted(market.equals("US") ? "66" : "67", market, market))
            .expect(201)
            .header("Location");
    agent.post(customer + "/orders", Shop.lines("ws2019-std-16core:1")).expect(201);
  }

  @AfterEach
  void stop() {
    served.close();
    http.close();
  }

  private String audit() {
    return folder.resolve("audit").toString();
  }

  private int run(String... arguments) {
    return served.run(
        Stream.concat(Stream.of("invoices"), Stream.of(arguments)).toArray(String[]::new));
  }

  private int export(String partner, String from, String to, String... more) {
    var usual =
        Stream.of(
            "export",
            "--data",
            folder.resolve("data").toString(),
            "--partner",
            partner,
            "--from",
            from,
            "--to",
            to,
            audit());
    return run(Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
  }

  private void assertOneLine(String why) {
    assertThat(served.err().toString().lines())
        .singleElement()
        .asString()
        .startsWith("keyshelf: ")
        .contains(why);
  }

  @Test
  void exportsEachFormatOfEachDocumentWhichTheCheckAgreesWith() {
    assertThat(export("partner-a", MONTH, MONTH)).as("%s", served.err()).isZero();
    assertThat(served.out().toString()).contains("2 documents in 12 files, 1 are not there");
    assertThat(served.err().toString()).contains("no UBL: currency ");

    assertThat(run("check", audit())).as("%s", served.out()).isZero();
    assertThat(served.out().toString()).contains("; all as exported");
    assertThat(export("partner-a", MONTH, MONTH)).as("%s", served.err()).isZero();
    assertThat(served.err().toString()).doesNotContain("replaced");
  }

  @Test
  void findsAFileThatWasChanged() throws IOException {
    assertThat(export("partner-a", MONTH, MONTH)).as("%s", served.err()).isZero();
    Files.writeString(folder.resolve("audit/" + MONTH + "/INV-000001.csv"), "forged");

    assertThat(run("check", audit())).isEqualTo(1);
    assertThat(served.out().toString()).contains("INV-000001.csv has another content");
  }

  @Test
  void refusesWithOneLineAndExitCodeTwo() throws IOException {
    assertThat(export("partner-a", "2026-13", "2026-12")).isEqualTo(2);
    assertOneLine("--from must be a month such as 2026-01, was '2026-13'");
    assertThat(export("partner-a", "2026-02", "2026-01")).isEqualTo(2);
    assertOneLine("--from must not be after --to");
    assertThat(export("partner-x", MONTH, MONTH)).isEqualTo(2);
    assertOneLine("no partner partner-x; choose one of: partner-a");
    assertThat(export("partner-a", MONTH, MONTH, "--role", "ReferralAdmin")).isEqualTo(2);
    assertOneLine("role-required");
    assertThat(run("check", folder.resolve("none").toString())).isEqualTo(2);
    assertOneLine("no such folder");
    assertThat(run("exprt")).isEqualTo(2);
    assertOneLine("did you mean export?");
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("other/mine.txt"), "mine");
    assertThat(run("check", folder.resolve("other").toString())).isEqualTo(2);
    assertOneLine("has no manifest.json");
  }

  @Test
  void saysThatTheServerDoesNotAnswer() {
    var token = machine.tokenFor("partner-a", "erp", "AccountAdmin");

    assertThat(
            run(
                "export",
                "--token",
                token,
                "--server",
                "http://localhost:1",
                "--from",
                MONTH,
                "--to",
                MONTH,
                audit()))
        .isEqualTo(2);
    assertOneLine("http://localhost:1 does not answer");
  }
}
