package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.local.demo.SampleStory;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.identity.RegisteredClient;
import dev.keyshelf.local.machine.DataDirectory;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the HTTP API until the process is stopped. */
@Command(
    name = "serve",
    description = "Serves the web console and the HTTP API, and runs the schedules.")
public final class ServeCommand implements Callable<Integer> {
  /** Keeps a drawn seed short enough to type. */
  private static final int MOST_SEEDS = 1_000_000;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      defaultValue = "3000",
      description = "The port on localhost (default: ${DEFAULT-VALUE}). 0 takes a free port.")
  private int port;

  @Option(
      names = "--clock-offset",
      paramLabel = "P61D",
      defaultValue = "PT0S",
      converter = ClockOffset.class,
      description = "How far the business clock is ahead of the system clock.")
  private Duration clockOffset = Duration.ZERO;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description =
          "Accepts the tokens of this OpenID Connect issuer instead of `./keyshelf token`'s.")
  private @Nullable String issuer;

  @Option(
      names = "--audience",
      paramLabel = "A",
      description = "The audience (aud) that the tokens of --issuer must have.")
  private @Nullable String audience;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "The id of the web console at --issuer (default: keyshelf-console).")
  private @Nullable String clientId;

  @Option(
      names = "--operator-audience",
      paramLabel = "A",
      description = "The audience (aud) that operators' tokens of --issuer must have.")
  private @Nullable String operatorAudience;

  @Option(
      names = "--operator-client-id",
      paramLabel = "ID",
      description =
          "The id of the operators' console at --issuer (default: keyshelf-operator-console).")
  private @Nullable String operatorClientId;

  @Mixin private ClaimOptions claims = new ClaimOptions();

  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Option(
      names = "--no-samples",
      description = "Leaves new stores empty. Otherwise the samples are imported into them.")
  private boolean withoutSamples;

  @Option(
      names = "--story",
      description =
          "Adds ten weeks of sample trade to a new data folder: customers, orders, cancellations,"
              + " invoices. Does nothing to a folder that has data.")
  private boolean story;

  @Option(
      names = "--webhooks-to-loopback",
      description =
          "Lets webhooks lead to this machine: http and https on localhost, with any port.")
  private boolean webhooksToLoopback;

  @Option(
      names = "--trouble",
      paramLabel = "1%",
      converter = Share.class,
      description =
          "Makes this share of the requests to the table store fail: half are throttled, half lose"
              + " their answer.")
  private @Nullable Double trouble;

  @Option(
      names = "--trouble-seed",
      paramLabel = "N",
      description = "Repeats the failures of an earlier --trouble, which printed its seed.")
  private @Nullable Long troubleSeed;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new UserFault("--port must be a number from 0 to 65535, was " + port);
    }
    var seed = troubleSeed == null ? new SecureRandom().nextInt(MOST_SEEDS) : troubleSeed;
    var settings = withoutSamples ? data.settings().withoutSamples() : data.settings();
    var told = toldTo(settings.withClockOffset(clockOffset));
    var machine =
        OneMachine.start(
            settings
                .withPort(port)
                .withClockOffset(clockOffset)
                .withIssuer(foreign())
                .withTrouble(troubleOf(seed))
                .withWebhooksToLoopback(webhooksToLoopback)
                .withStreams());
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  machine.close();
                  stopped.countDown();
                },
                "close"));
    greet(machine, seed, told);
    stopped.await();
    return 0;
  }

  /** Tells the story if it is wanted. Returns a line that says so; empty without a story. */
  private String toldTo(Settings settings) {
    if (!story) {
      return "";
    }
    if (withoutSamples) {
      throw new UserFault("--story needs the samples: leave out --no-samples");
    }
    if (settings.namesStores()) {
      throw new UserFault(
          "--story works with embedded stores only: unset AWS_ENDPOINT_URL_DYNAMODB and"
              + " AWS_ENDPOINT_URL_S3");
    }
    if (!DataDirectory.isNew(data.path())) {
      return data.path() + " has data already, so --story adds nothing";
    }
    var out = System.out;
    // The functions' log of ten weeks would hide the server's address.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      return SampleStory.tell(settings);
    } finally {
      System.setOut(out);
    }
  }

  private @Nullable Trouble troubleOf(long seed) {
    if (trouble != null) {
      return Trouble.ofShare(trouble, new Random(seed));
    }
    if (troubleSeed != null) {
      throw new UserFault("--trouble-seed needs --trouble, such as --trouble 1%");
    }
    return null;
  }

  private Settings.@Nullable Issuer foreign() {
    var reading = claims.reading();
    if (issuer == null && audience == null) {
      if (reading.isPresent()) {
        throw new UserFault("the options about claims need --issuer and --audience");
      }
      if (console.areGiven()) {
        throw new UserFault("the options about the console need --issuer and --audience");
      }
      if (clientId != null) {
        throw new UserFault("--client-id needs --issuer and --audience");
      }
      if (operatorAudience != null || operatorClientId != null) {
        throw new UserFault(
            "--operator-audience and --operator-client-id need --issuer and --audience");
      }
      return null;
    }
    if (issuer == null || audience == null) {
      throw new UserFault("--issuer and --audience belong together: use both or neither");
    }
    var id = clientId == null ? RegisteredClient.CONSOLE : clientId;
    return new Settings.Issuer(
        issuer,
        new Settings.Client(audience, id, console.scope()),
        operators(),
        reading.orElse(null),
        console.origins());
  }

  private Settings.@Nullable Client operators() {
    if (operatorAudience == null) {
      if (operatorClientId != null) {
        throw new UserFault("--operator-client-id needs --operator-audience");
      }
      if (console.areGivenForOperators()) {
        throw new UserFault("--operator-scope needs --operator-audience");
      }
      return null;
    }
    if (operatorAudience.equals(audience)) {
      throw new UserFault("--operator-audience must differ from --audience, was " + audience);
    }
    return new Settings.Client(
        operatorAudience,
        operatorClientId == null ? RegisteredClient.OPERATOR_CONSOLE : operatorClientId,
        console.operatorScope());
  }

  private void greet(OneMachine machine, long seed, String told) {
    var out = spec.commandLine().getOut();
    out.printf(
        "Keyshelf answers at %s: %s functions, %s routes, data in %s%n",
        machine.baseUrl(), machine.functions().names().size(), machine.routes(), data.path());
    if (!clockOffset.isZero()) {
      out.printf("The business clock shows %s%n", machine.clock().instant());
    }
    if (trouble != null) {
      out.printf(
          "%s%% of the table store's requests fail: half are throttled, half lose their answers."
              + " To repeat: --trouble-seed %s%n",
          BigDecimal.valueOf(trouble).movePointRight(2).stripTrailingZeros().toPlainString(), seed);
    }
    if (!told.isEmpty()) {
      out.println(told);
    }
    out.printf("%n  The console: open %s/ in a browser%n%n", machine.baseUrl());
    if (issuer == null) {
      out.printf(
          "  TOKEN=$(./keyshelf token --partner partner-a --user ada --role AdminAgent%s)%n",
          data.path().toString().equals(".keyshelf") ? "" : " --data " + data.path());
    } else {
      out.printf("  TOKEN=... # an access token from %s%n", issuer);
    }
    out.printf(
        "  curl -H \"Authorization: Bearer $TOKEN\" '%s/v1/catalog/products?market=US'%n%n",
        machine.baseUrl());
    out.println("Press Ctrl-C to stop.");
    out.flush();
  }
}
