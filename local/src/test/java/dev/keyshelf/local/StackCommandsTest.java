package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.commands.Surroundings;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stack.AwsStandIn;
import dev.keyshelf.local.stack.Pause;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators' commands on the stack {@code shop}, whose functions and stores are a machine's. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
@Isolated
final class StackCommandsTest {
  private static final String PARTNERS = "imports/partners/partners.yaml";
  private static final String ONE_PARTNER =
      "partners: [{id: partner-a, name: A, suspended: false, eligiblePrograms: []}]\n";
  private static final Pause NEVER =
      time -> {
        throw new AssertionError("waits for " + time);
      };

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private OneMachine machine;
  private AwsStandIn aws;
  private Map<String, String> environment;
  private Pause pause = NEVER;

  @BeforeEach
  void deploy() throws IOException {
    machine =
        OneMachine.start(
            Settings.inMemory(Settings.defaultTemplate())
                .withPort(0)
                .withoutSamples()
                .withClockOffset(Beginning.offset()));
    aws =
        new AwsStandIn()
            .with(
                Template.read(Settings.defaultTemplate()),
                machine.storeEnvironment(),
                machine.functions()::invoke);
    environment = new HashMap<>(aws.environment());
  }

  @AfterEach
  void remove() {
    aws.close();
    machine.close();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var command = Keyshelf.commandLine(new Surroundings(environment, pause));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private void expectRefused(String line, String... arguments) {
    assertThat(run(arguments)).as("%s%s", out, err).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("keyshelf: " + line);
  }

  private String requestOfAPartner() {
    machine.importer().importPath(DropFolder.with(PARTNERS, ONE_PARTNER));
    var token = machine.tokenFor("partner-a", "ada", "AdminAgent");
    try (var http = HttpClient.newHttpClient()) {
      return Question.askedBy(new Client(http, machine.baseUrl(), token));
    }
  }

  @Test
  void answersSupportRequestsOfAStack() {
    var request = requestOfAPartner();

    assertThat(run("support", "list", "--partner", "partner-a", "--stack", "shop"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).contains(request, "OPEN", "A question");
    var options = "ANSWER --stack shop --partner partner-a --operator olga --note Yes.";
    assertThat(run(("support decide " + request + " " + options).split(" ")))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).contains("\"ANSWERED\"");
    assertThat(aws.started())
        .last()
        .asString()
        .startsWith("/2015-03-31/functions/shop-DecideSupportRequest-1A2B/invocations null {");
  }

  @Test
  void saysWhatAFunctionOfAStackRefuses() {
    expectRefused(
        "validation: The request is not valid. /requestId must be a support request's id.",
        "support",
        "show",
        "no-such-request",
        "--partner",
        "partner-a",
        "--stack",
        "shop");
  }

  @Test
  void firesASchedule() {
    assertThat(run("fire", "CountStock", "--stack", "shop")).as("%s", err).isZero();

    assertThat(out.toString()).contains("\"complete\":true");
    assertThat(aws.started())
        .singleElement()
        .asString()
        .startsWith("/2015-03-31/functions/shop-CountStock-1A2B/invocations null {")
        .contains("\"region\":\"us-east-1\"");
  }

  @Test
  void invokesTheAliasOfAFunctionThatHasVersions() {
    aws.resource("CountStockAliaslive", "AWS::Lambda::Alias", "arn:of-the-alias");

    assertThat(run("fire", "CountStock", "--stack", "shop")).as("%s", err).isZero();
    assertThat(aws.started()).singleElement().asString().contains("/invocations?Qualifier=live ");
  }

  @Test
  void verifiesALog() {
    assertThat(run("verify-log", "--partner", "keyshelf", "--stack", "shop"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).startsWith("keyshelf, ").contains(" 0 seals");
  }

  @Test
  void verifiesAllLogs() {
    assertThat(run("verify-log", "--stack", "shop", "--from", "2026-03-01T00:00:00Z", "--key", "k"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).startsWith("all logs, 2026-03-01T00:00:00Z to ");
    assertThat(aws.started())
        .singleElement()
        .asString()
        .endsWith("{\"detail\":{\"from\":\"2026-03-01T00:00:00Z\",\"keys\":\"k\"}}");
  }

  @Test
  void saysInOneLineThatThereWasNoTimeForAllLogs() {
    aws.functions((_, _) -> "{\"complete\":false}".getBytes(StandardCharsets.UTF_8));

    expectRefused(
        "the verification ran out of time; verify a shorter range, or one log after the other with"
            + " --partner",
        "verify-log",
        "--stack",
        "shop");
  }

  @Test
  void showsTheStock() {
    assertThat(run("stock", "--stack", "shop")).as("%s", err).isZero();
    assertThat(out.toString()).contains("No pool was counted yet.");
    assertThat(aws.started()).singleElement().asString().contains("/shop-ShowStock-1A2B/");
  }

  @Test
  void listsTheCreditsToPayOut() {
    assertThat(run("payments", "due", "--older-than", "P1D", "--stack", "shop"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).contains("0 credits are due for payout");
    assertThat(aws.started()).singleElement().asString().contains("/shop-ListPayouts-1A2B/");
  }

  @Test
  void listsDeadLetters() {
    aws.message("m-1", "{\"hello\":1}", "no such thing");

    assertThat(run("redrive", "--stack", "shop")).as("%s", err).isZero();
    assertThat(out.toString()).contains("unknown function: no such thing");
  }

  @Test
  void importsAFileAndShowsTheReportThatFollows() {
    var folder = DropFolder.with(PARTNERS, ONE_PARTNER);
    machine.importer().importPath(folder);
    var waits = new AtomicInteger();
    // The machine's bucket tells nobody of an upload, so its function runs during the wait.
    pause =
        _ -> {
          waits.incrementAndGet();
          machine.importer().importPath(folder);
        };

    assertThat(run("import", folder.toString(), "--stack", "shop")).as("%s", err).isZero();
    assertThat(out.toString().lines())
        .containsExactly("1 files uploaded, 1 read", "  " + PARTNERS + ": 1 imported");
    assertThat(waits).hasPositiveValue();
  }

  @Test
  void namesTheFaultsOfAFile() {
    var folder =
        DropFolder.with(PARTNERS, ONE_PARTNER.replace("suspended: false", "suspended: perhaps"));
    pause = _ -> machine.importer().importPath(folder);

    assertThat(run("import", folder.toString(), "--stack", "shop")).isEqualTo(2);
    assertThat(out.toString()).contains("  " + PARTNERS + ": refused");
    assertThat(err.toString()).startsWith(PARTNERS + ":1: partners[0].suspended");
  }

  @Test
  void importsNothingMoreOnceAReportIsMissing() throws IOException {
    var folder = DropFolder.with("imports/house/house.yaml", "{}");
    Files.createDirectories(folder.resolve(PARTNERS).resolveSibling(""));
    Files.writeString(folder.resolve(PARTNERS), ONE_PARTNER);
    var waited = new Duration[] {Duration.ZERO};
    pause = time -> waited[0] = waited[0].plus(time);

    assertThat(run("import", folder.toString(), "--stack", "shop")).isEqualTo(2);
    assertThat(waited[0]).isEqualTo(Duration.ofMinutes(30));
    assertThat(out.toString()).startsWith("1 files uploaded, 1 read");
    assertThat(err.toString().lines())
        .containsExactly(
            "imports/house/house.yaml: no report after 30 minutes; `./keyshelf redrive --stack"
                + " shop` tells whether its function failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"imports/partners/report.json", "imports/partner/p.yaml", "imports/notes.txt"})
  void saysWhyAFileIsNotRead(String key) {
    var folder = DropFolder.with(key, "{}");
    pause = _ -> machine.importer().importPath(folder);

    assertThat(run("import", folder.toString(), "--stack", "shop")).as("%s", out).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(key + ": ")
        .contains(" read");
  }

  @Test
  void namesTheManifestThatAReleaseWaitsFor() {
    var folder = DropFolder.with("imports/catalogue/2026-11/skus.yaml", "skus: []\n");

    assertThat(run("import", folder.toString(), "--stack", "shop")).isEqualTo(2);
    assertThat(err.toString())
        .contains("is read when imports/catalogue/2026-11/manifest.yaml arrives and lists it");
  }

  @Test
  void importsPayments(@TempDir Path elsewhere) throws IOException {
    var file = elsewhere.resolve("bank.csv");
    Files.writeString(file, "partner,invoice,reference,amount,currency,paidOn\n");
    pause = _ -> machine.importer().importPayments(file);

    assertThat(run("payments", "import", file.toString(), "--stack", "shop")).isEqualTo(2);
    assertThat(out.toString()).startsWith("imports/payments/bank.csv: refused");
  }

  @Test
  void saysInOneLineThatAFunctionFailed() {
    expectRefused(
        "DecideSupportRequest: the function failed: it has no code",
        () -> {
          throw new IllegalStateException("it has no code");
        });
  }

  private void expectRefused(String line, Runnable instead) {
    aws.functions(
        (_, _) -> {
          instead.run();
          return new byte[0];
        });
    expectRefused(
        line,
        "support decide r ANSWER --partner p --operator olga --note x --stack shop".split(" "));
  }

  @Test
  void saysInOneLineThatThereIsNoSuchStack() {
    expectRefused(
        "CloudFormation: 400 ValidationError: Stack with id shoe does not exist (in us-east-1)",
        "stock",
        "--stack",
        "shoe");
  }

  @Test
  void saysInOneLineThatAFunctionMayNotBeInvoked() {
    aws.refuseInvocations();

    expectRefused(
        "ShowStock: Lambda: not authorized to perform: lambda:InvokeFunction",
        "stock",
        "--stack",
        "shop");
  }

  @Test
  void saysInOneLineThatAKeyIsNotKnown() {
    environment.put("AWS_ACCESS_KEY_ID", "AKIDOTHER");

    expectRefused(
        "CloudFormation: 403 InvalidClientTokenId: The security token included in the request is"
            + " invalid. (in us-east-1)",
        "stock",
        "--stack",
        "shop");
  }

  @Test
  void saysInOneLineThatARegionDoesNotAnswer() throws IOException {
    try (var gone = new AwsStandIn()) {
      environment.putAll(gone.environment());
      environment.put("AWS_REGION", "us-east-1");
    }

    assertThat(run("stock", "--stack", "shop")).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("keyshelf: CloudFormation: no answer in us-east-1 (java.net.ConnectException");
  }

  @ParameterizedTest
  @CsvSource({
    "--data, elsewhere, '--data is an option of this machine, and --stack names a stack on AWS'",
    "--clock-offset, P1D,"
        + " '--clock-offset is an option of this machine, and --stack names a stack on AWS'",
    "--region, Europe, 'a region has a name such as eu-central-1, was ''Europe'''",
  })
  void refusesOptionsThatDoNotFit(String option, String value, String line) {
    expectRefused(line, "stock", "--stack", "shop", option, value);
  }

  @ParameterizedTest
  @CsvSource({"stock, --region, eu-central-1", "redrive, --profile, ops", "drill, --table, t"})
  void refusesOptionsThatNeedAStack(String command, String option, String value) {
    expectRefused(option + " needs --stack", command, option, value);
  }
}
