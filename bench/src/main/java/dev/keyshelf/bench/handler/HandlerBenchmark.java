package dev.keyshelf.bench.handler;

import dev.keyshelf.bench.command.BareSdk;
import dev.keyshelf.bench.command.Desk;
import dev.keyshelf.bench.command.Recorder;
import dev.keyshelf.bench.command.Work;
import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** Repeats one call with the answers that the embedded store gave the first time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields before it measures
public class HandlerBenchmark {
  private static final int KEYS = 100;

  /** The call to measure. */
  @Param({})
  public Work work;

  private Desk desk;
  private byte[] event;
  private BareSdk bare;
  private List<DynamoDbRequest> asked;
  private Replay replay;

  /** For JMH. */
  public HandlerBenchmark() {}

  /** Makes the call once with embedded stores, and records their requests and answers. */
  @Setup
  public void record() {
    // On Lambda a function's log goes to a pipe. Here it would go to JMH's output.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    var path = Settings.defaultTemplate().toAbsolutePath();
    List<Answers.Answer> answers = new ArrayList<>();
    try (var machine = OneMachine.start(Settings.inMemory(path).withPort(0));
        var agent = new Agent(machine)) {
      KeyPool.supplySamples(machine, KEYS);
      var cloud = machine.functions().cloud();
      // Loads its own functions, since the machine's have schedules and are closed with the
      // machine.
      var functions = Functions.load(Template.read(path), cloud, Clock.systemUTC());
      desk = new Desk(functions, path.resolveSibling("events"));
      bare = new BareSdk(Stores.dynamoDb(cloud));
      event = work.events(desk, agent, 1).getFirst();
      asked =
          Recorder.during(
              () -> answers.addAll(Answers.during(() -> desk.invoke(work.function(), event))));
    }
    if (asked.size() != answers.size()) {
      throw new IllegalStateException(
          "sent %s requests but got %s answers".formatted(asked.size(), answers.size()));
    }
    replay = Replay.begin(answers);
    desk.invoke(work.function(), event);
  }

  /** Fails if any call sent other requests than the first, since the figures would be wrong. */
  @TearDown
  public void check() {
    replay.requireAtItsEnd();
    desk.invoke(work.function(), event);
  }

  /** Measures the handler, with the JSON of its event and answer as on Lambda. */
  @Benchmark
  public byte[] handler() {
    return desk.send(work.function(), event);
  }

  /** Measures the SDK alone, with the same requests. */
  @Benchmark
  public void sdk() {
    bare.send(asked);
  }
}
