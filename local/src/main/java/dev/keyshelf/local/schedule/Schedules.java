package dev.keyshelf.local.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.gateway.Invocation;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Runs the template's schedules, as an EventBridge rule does on AWS: each is due by the machine's
 * clock, not by the business's clock, which a person can move. {@link #fire(String)} runs one at
 * once.
 *
 * <p>If a scheduled invocation fails, the failure is logged and not retried. The schedule goes on.
 */
public final class Schedules implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Schedules.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A thread sleeps at most this long, so that an overdue schedule runs within a minute after a
   * suspended laptop resumes. Of several missed runs, one is made up.
   */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final List<Entry> entries;
  private final Invocation functions;
  private final String region;
  private final Clock machine = Clock.systemUTC();
  private final List<Thread> threads = new ArrayList<>();

  private record Entry(
      FunctionDeclaration function, Template.Schedule schedule, ScheduleExpression when) {

    boolean hasName(String name) {
      return List.of(function.name(), function.logicalId(), schedule.name()).contains(name);
    }
  }

  private Schedules(List<Entry> entries, Invocation functions, String region) {
    this.entries = entries;
    this.functions = functions;
    this.region = region;
  }

  /**
   * Parses the template's schedules. They do not run until {@link #start}.
   *
   * @throws UserFault if an expression is malformed
   */
  public static Schedules of(Template template, Invocation functions, String region) {
    List<Entry> entries = new ArrayList<>();
    for (var function : template.functions()) {
      for (var schedule : function.schedules()) {
        entries.add(new Entry(function, schedule, ScheduleExpression.parse(schedule.expression())));
      }
    }
    return new Schedules(List.copyOf(entries), functions, region);
  }

  /** Returns the names of the functions that have a schedule. */
  public List<String> names() {
    return entries.stream().map(entry -> entry.function().name()).distinct().toList();
  }

  /** Starts one thread for each enabled schedule. */
  public void start() {
    for (var entry : entries) {
      if (entry.schedule().enabled()) {
        threads.add(
            Thread.ofVirtual().name("schedule-" + entry.function().name()).start(() -> run(entry)));
      }
    }
  }

  private void run(Entry entry) {
    var due = entry.when().nextAfter(machine.instant());
    try {
      while (due.isPresent()) {
        var left = Duration.between(machine.instant(), due.get());
        if (left.isPositive()) {
          Thread.sleep(left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP);
          continue;
        }
        var time = due.get();
        // On its own thread, so that a slow invocation does not delay the next.
        Thread.ofVirtual()
            .name("firing-" + entry.function().name())
            .start(() -> fireAndLog(entry, time));
        due = entry.when().nextAfter(machine.instant());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fireAndLog(Entry entry, Instant time) {
    try {
      functions.invoke(entry.function().name(), event(entry, time, Map.of()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the scheduled invocation of " + entry.function().name() + " failed", e);
    }
  }

  /**
   * Invokes a scheduled function at once, on the caller's thread, even if its schedule is disabled.
   *
   * @param name the function's name or logical id, or the schedule's name; of several, the first
   * @return what the function answered
   * @throws UserFault if no schedule matches
   */
  public byte[] fire(String name) {
    return fire(name, Map.of());
  }

  /**
   * Does what {@link #fire(String)} does, with something to tell the function.
   *
   * @param detail the members of the event's {@code detail}, as texts
   */
  public byte[] fire(String name, Map<String, String> detail) {
    var entry =
        entries.stream()
            .filter(candidate -> candidate.hasName(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserFault(
                        "no scheduled function is named %s; choose one of: %s"
                            .formatted(name, String.join(", ", names()))));
    return functions.invoke(entry.function().name(), event(entry, machine.instant(), detail));
  }

  /** Returns the event that an EventBridge rule sends. Its time has no fraction of a second. */
  private byte[] event(Entry entry, Instant time, Map<String, String> detail) {
    var event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", "000000000000");
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region);
    event
        .putArray("resources")
        .add("arn:aws:events:%s:000000000000:rule/%s".formatted(region, entry.schedule().name()));
    var members = event.putObject("detail");
    detail.forEach(members::put);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the schedules. Invocations that are already running are not interrupted. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
