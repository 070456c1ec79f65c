package dev.keyshelf.local.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.Functions;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The template's schedules: fires each when it is due on the machine's clock, or a function's one
 * right now. A firing that fails is logged and not repeated; the next one comes.
 */
public final class Schedules implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Schedules.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Long sleeps are cut up, so that a laptop that was asleep wakes to what is due. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final List<Entry> entries;
  private final Functions functions;
  private final String region;
  private final Clock machine = Clock.systemUTC();
  private final List<Thread> clockworks = new ArrayList<>();

  private record Entry(
      FunctionDeclaration function, Template.Schedule schedule, ScheduleExpression when) {

    boolean isCalled(String name) {
      return List.of(function.name(), function.logicalId(), schedule.name()).contains(name);
    }
  }

  private Schedules(List<Entry> entries, Functions functions, String region) {
    this.entries = entries;
    this.functions = functions;
    this.region = region;
  }

  /** Reads the schedules; nothing fires by itself before {@link #start}. */
  public static Schedules of(Template template, Functions functions, String region) {
    List<Entry> entries = new ArrayList<>();
    for (var function : template.functions()) {
      for (var schedule : function.schedules()) {
        entries.add(new Entry(function, schedule, ScheduleExpression.parse(schedule.expression())));
      }
    }
    return new Schedules(List.copyOf(entries), functions, region);
  }

  /** The names of the functions that have a schedule. */
  public List<String> names() {
    return entries.stream().map(entry -> entry.function().name()).distinct().toList();
  }

  /** From now on each enabled schedule fires when it is due. */
  public void start() {
    for (var entry : entries) {
      if (entry.schedule().enabled()) {
        clockworks.add(
            Thread.ofVirtual().name("schedule-" + entry.schedule().name()).start(() -> run(entry)));
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
        // Elsewhere, for the next firing does not wait for a slow one.
        Thread.ofVirtual().name("firing-" + entry.schedule().name()).start(() -> fire(entry, time));
        due = entry.when().nextAfter(machine.instant());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fire(Entry entry, Instant time) {
    try {
      functions.invoke(entry.function().name(), event(entry, time));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "schedule " + entry.schedule().name() + " failed", e);
    }
  }

  /**
   * Fires now, on the caller's thread, also when the schedule is disabled.
   *
   * @param name of a function that has a schedule, or of the schedule
   * @return what the function answered
   */
  public byte[] fire(String name) {
    var entry =
        entries.stream()
            .filter(candidate -> candidate.isCalled(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserFault(
                        "nothing scheduled is called %s; there are: %s"
                            .formatted(name, String.join(", ", names()))));
    return functions.invoke(entry.function().name(), event(entry, machine.instant()));
  }

  /** EventBridge's own event. Its time is in whole seconds, as there. */
  private byte[] event(Entry entry, Instant time) {
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
    event.putObject("detail");
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the clockworks; a firing under way goes on. */
  @Override
  public void close() {
    clockworks.forEach(Thread::interrupt);
  }
}
