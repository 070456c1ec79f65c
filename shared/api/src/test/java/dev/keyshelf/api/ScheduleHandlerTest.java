package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.keyshelf.domain.once.TimeLeft;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleHandlerTest {
  /** A schedule that counts things, and fails if told to. */
  private static final class CountThingsHandler extends ScheduleHandler {
    private final boolean fails;

    CountThingsHandler(boolean fails) {
      super(Clock.fixed(Calls.NOON, ZoneOffset.UTC), Duration.ofSeconds(1));
      this.fails = fails;
    }

    @Override
    protected Map<String, Object> run(ScheduledEvent event, Instant now, TimeLeft timeLeft) {
      if (fails) {
        throw new IllegalStateException("a thing could not be counted");
      }
      return Map.of("counted", 7);
    }
  }

  private static Context aMinute() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                method.getName().equals("getRemainingTimeInMillis") ? (Object) 60_000 : "run-1");
  }

  private static void fire(CountThingsHandler handler) {
    assertThat(handler.handleRequest(new ScheduledEvent(), aMinute())).containsEntry("counted", 7);
  }

  @SuppressWarnings("SystemOut") // The log is standard output.
  private static String logOf(Runnable work) {
    var console = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(console);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void reportsThatARunHasFinished() {
    assertThat(logOf(() -> fire(new CountThingsHandler(false))).strip())
        .isEqualTo(
            "{\"level\":\"INFO\",\"event\":\"finished\",\"requestId\":\"run-1\",\"_aws\":{\"Timestamp\":"
                + Calls.NOON.toEpochMilli()
                + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Keyshelf\",\"Dimensions\":[[\"Function\"]],"
                + "\"Metrics\":[{\"Name\":\"Finished\",\"Unit\":\"Count\"}]}]},"
                + "\"Function\":\"CountThings\",\"Finished\":1}");
  }

  /** So that a schedule whose runs all fail rings like one that does not run. */
  @Test
  void reportsNothingOfARunThatFails() {
    assertThat(
            logOf(
                () ->
                    assertThatIllegalStateException()
                        .isThrownBy(() -> fire(new CountThingsHandler(true)))))
        .isEmpty();
  }
}
