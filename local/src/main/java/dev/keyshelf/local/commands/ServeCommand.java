package dev.keyshelf.local.commands;

import dev.keyshelf.embedded.wire.Trouble;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.math.BigDecimal;
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

/** Serves the routes until it is told to stop. */
@Command(name = "serve", description = "Serves the HTTP API and runs the schedules.")
public final class ServeCommand implements Callable<Integer> {
  /** A seed is to be typed. */
  private static final int MOST_SEEDS = 1_000_000;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      defaultValue = "3000",
      description = "The port on localhost (${DEFAULT-VALUE}); 0 takes a free one.")
  private int port;

  @Option(
      names = "--clock-offset",
      paramLabel = "P61D",
      defaultValue = "PT0S",
      converter = ClockOffset.class,
      description = "How far the business's clock is ahead.")
  private Duration clockOffset = Duration.ZERO;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Accept this OpenID Connect issuer's tokens instead of our own.")
  private @Nullable String issuer;

  @Option(names = "--audience", paramLabel = "A", description = "The aud of that issuer's tokens.")
  private @Nullable String audience;

  @Option(
      names = "--no-samples",
      description = "Stores that are new stay empty (they get the samples otherwise).")
  private boolean withoutSamples;

  @Option(
      names = "--trouble",
      paramLabel = "1%",
      converter = Share.class,
      description =
          "This share of the table store's requests is throttled or loses its answer, half and"
              + " half.")
  private @Nullable Double trouble;

  @Option(
      names = "--trouble-seed",
      paramLabel = "N",
      description = "Draws the same trouble again (the seed is said at start).")
  private @Nullable Long troubleSeed;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new UserFault("a port is a number from 0 to 65535, not " + port);
    }
    var seed = troubleSeed == null ? new SecureRandom().nextInt(MOST_SEEDS) : troubleSeed;
    var settings = withoutSamples ? data.settings().withoutSamples() : data.settings();
    var machine =
        OneMachine.start(
            settings
                .withPort(port)
                .withClockOffset(clockOffset)
                .withIssuer(foreign())
                .withTrouble(troubleOf(seed)));
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  machine.close();
                  stopped.countDown();
                },
                "close"));
    greet(machine, seed);
    stopped.await();
    return 0;
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
    if (issuer == null && audience == null) {
      return null;
    }
    if (issuer == null || audience == null) {
      throw new UserFault("--issuer and --audience belong together");
    }
    return new Settings.Issuer(issuer, audience);
  }

  private void greet(OneMachine machine, long seed) {
    var out = spec.commandLine().getOut();
    out.printf(
        "Keyshelf answers at %s: %s functions, %s routes; data in %s%n",
        machine.baseUrl(), machine.functions().names().size(), machine.routes(), data.path());
    if (!clockOffset.isZero()) {
      out.printf("The business's clock says %s%n", machine.clock().instant());
    }
    if (trouble != null) {
      out.printf(
          "%s%% of the table store's requests fail: half are throttled, half lose their answers;"
              + " again: --trouble-seed %s%n",
          BigDecimal.valueOf(trouble).movePointRight(2).stripTrailingZeros().toPlainString(), seed);
    }
    out.println();
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
    out.println("Ctrl-C stops it.");
    out.flush();
  }
}
