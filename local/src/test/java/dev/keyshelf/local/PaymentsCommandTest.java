package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.api.Shop;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.io.StringWriter;
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

/** What {@code ./keyshelf payments} prints for an operator while a server runs. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class PaymentsCommandTest {
  private static final String HEADER = "partner,kind,invoice,reference,amount,currency,paidOn\n";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ServedMachine served;
  private OneMachine machine;
  private StringWriter out;
  private StringWriter err;
  private Client admin;

  /** Two invoices: one to pay, and one that leaves a credit. */
  @BeforeEach
  void invoice() throws IOException {
    served = ServedMachine.start(folder.resolve("data"), 1);
    machine = served.machine();
    out = served.out();
    err = served.err();
    admin =
        new Client(
            http,
            machine.baseUrl(),
            machine.tokenFor("partner-a", "ada", "AdminAgent", "GlobalAdmin"));
    var customer =
        admin
            .post(
                "/v1/customers",
                """
                {"companyName": "Northwind", "tenantId": "e9da86d3-51cf-4a76-a2d8-c50195c3f466",
                 "domain": "northwind.example", "market": "US"}
                """)
            .expect(201)
            .header("Location");
    var order =
        admin
            .post(customer + "/orders", Shop.lines("ws2019-std-16core:1"))
            .expect(201)
            .header("Location");
    passes(Duration.ofDays(32));
    var quote = admin.get(order + "/cancellation").expect(200).at("/quoteId");
    admin.post(order + "/cancellation", Shop.citing(quote)).expect(200);
    passes(Duration.ofDays(32));
  }

  private void passes(Duration time) {
    machine.clock().advance(time);
    machine.schedules().fire("IssueInvoices");
  }

  @AfterEach
  void stop() {
    served.close();
    http.close();
  }

  private int run(String... arguments) {
    return served.run(
        Stream.concat(
                Stream.of(
                    "payments",
                    "--data",
                    folder.resolve("data").toString(),
                    "--clock-offset",
                    Beginning.offset().plusDays(65).toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private String file(String rows) throws IOException {
    var text = rows.startsWith("partner,") ? rows : HEADER + rows;
    return Files.writeString(folder.resolve("paid.csv"), text).toString();
  }

  @Test
  void recordsAFileOnceAndSaysWhatIsKnown() throws IOException {
    var file = file("partner-a,,INV-000001,B-1,1.00,USD,2020-01-31\n");

    assertThat(run("import", file)).as("%s", err).isZero();
    assertThat(out.toString()).contains("imports/payments/paid.csv: 1 imported");
    assertThat(run("import", file)).isZero();
    assertThat(out.toString()).contains("imports/payments/paid.csv: unchanged");
    assertThat(admin.get("/v1/balance").expect(200).at("/items/0/paid/amount")).isEqualTo("1.00");
  }

  @Test
  void namesEachFaultWithLineAndColumn() throws IOException {
    assertThat(run("import", file("partner-a,,INV-000009,B-1,1.00,USD,2020-01-31\n,,,,,,1\n")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("imports/payments/paid.csv:3: partner: must be");

    assertThat(run("import", file("partner-a,,INV-000009,B-1,1.00,USD,2020-01-31\n"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("imports/payments/paid.csv:2: invoice: partner-a has no invoice INV-000009");
    assertThat(run("import", folder.resolve("paid.txt").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no such file");
  }

  @Test
  void listsACreditUntilItIsPaidOut() throws IOException {
    assertThat(run("due", "--older-than", "PT0S")).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("1 credits are due for payout", "record a payout before you transfer it");
    var credit = out.toString().split(" ", 3)[1];
    assertThat(run("due", "--older-than", "P90D")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("0 credits are due for payout\n");

    assertThat(run("import", file("partner-a,PAYOUT,,B-2," + credit + ",USD,2020-02-28\n")))
        .as("%s", err)
        .isZero();
    assertThat(run("due", "--older-than", "PT0S")).isZero();
    assertThat(out.toString()).startsWith("0 credits are due");
  }

  @Test
  void saysWhatAReversalAndAnOverpaymentChange() throws IOException {
    var due = admin.get("/v1/balance").expect(200).at("/items/0/open/amount");
    assertThat(run("import", file("partner-a,,INV-000001,B-1,9999.00,USD,2020-01-31\n")))
        .as("%s", err)
        .isZero();
    assertThat(out.toString())
        .containsPattern("paid.csv:2: amount: is [0-9.]+ USD more than INV-000001 had open");

    var rows = "partner-a,REVERSAL,,R-1,9999.00,USD,2020-02-01,B-1\n";
    assertThat(run("import", file(HEADER.replace("paidOn", "paidOn,undoes") + rows)))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).contains("paid.csv:2: undoes: B-1 is undone: " + due + " USD");
    assertThat(admin.get("/v1/balance").expect(200).at("/items/0/open/amount")).isEqualTo(due);
  }

  @Test
  void refusesALimitThatIsNoDuration() {
    assertThat(run("due", "--older-than", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("/olderThan", "a duration of at most ten years");
  }
}
