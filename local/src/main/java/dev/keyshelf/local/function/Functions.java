package dev.keyshelf.local.function;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.function.Handlers.StreamInvocation;
import dev.keyshelf.local.gateway.Invocation;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The template's functions. Each has one handler object, which any number of threads can invoke.
 */
public final class Functions implements AutoCloseable {
  /** Inherited by threads that a function starts. */
  private static final ThreadLocal<@Nullable Running> RUNNING = new InheritableThreadLocal<>();

  private final Map<String, Loaded> loaded;
  private final List<Wiring> wirings;
  private final String region;

  private final Map<String, String> cloud;
  private final AtomicReference<Optional<Invocation>> other =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Duration> longest = new AtomicReference<>(Duration.ofDays(1));

  private record Running(Functions of, String name) {}

  private record Loaded(FunctionDeclaration declaration, StreamInvocation invocation) {}

  private Functions(Map<String, Loaded> loaded, List<Wiring> wirings, Map<String, String> cloud) {
    this.loaded = loaded;
    this.wirings = wirings;
    this.cloud = Map.copyOf(cloud);
    this.region = cloud.getOrDefault("AWS_REGION", "us-east-1");
  }

  /**
   * Creates every declared handler. Handlers with the same environment share one wiring, as
   * functions of one deployment share their stores.
   *
   * @param cloud variables added to each function's own environment: the stores' addresses and
   *     credentials
   * @param clock the domain's clock
   */
  public static Functions load(Template template, Map<String, String> cloud, Clock clock) {
    Map<Map<String, String>, Wiring> wirings = new HashMap<>();
    Map<String, Loaded> loaded = new LinkedHashMap<>();
    for (var function : template.functions()) {
      Map<String, String> environment = new HashMap<>(function.environment());
      environment.putAll(cloud);
      var handler =
          handlerOf(
              function,
              () -> wirings.computeIfAbsent(environment, known -> Wiring.of(known, clock)));
      loaded.put(function.name(), new Loaded(function, aroundHandlerOf(function, handler)));
    }
    return new Functions(loaded, List.copyOf(wirings.values()), cloud);
  }

  private interface WiringSource {
    Wiring get();
  }

  private static StreamInvocation aroundHandlerOf(FunctionDeclaration function, Object handler) {
    try {
      return Handlers.around(handler);
    } catch (IllegalArgumentException e) {
      throw new UserFault("function %s: %s".formatted(function.name(), e.getMessage()), e);
    }
  }

  private static Object handlerOf(FunctionDeclaration function, WiringSource wiring) {
    try {
      var type = Class.forName(function.handler());
      for (var constructor : type.getConstructors()) {
        if (List.of(constructor.getParameterTypes()).equals(List.of(Wiring.class))) {
          return constructor.newInstance(wiring.get());
        }
      }
      return type.getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new UserFault(
          "function %s: no class %s".formatted(function.name(), function.handler()), e);
    } catch (InvocationTargetException e) {
      throw new UserFault(
          "function %s cannot be created: %s".formatted(function.name(), e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new UserFault(
          "function %s: %s needs a public constructor without parameters or with a Wiring"
              .formatted(function.name(), function.handler()),
          e);
    }
  }

  /** Limits the remaining time that later invocations see, even if their timeout is longer. */
  public void allow(Duration most) {
    longest.set(most);
  }

  /** Runs later invocations elsewhere, for example in another process; empty runs them here. */
  public void runBy(Optional<Invocation> elsewhere) {
    other.set(elsewhere);
  }

  /** Returns the variables that all functions get besides their own. */
  public Map<String, String> cloud() {
    return cloud;
  }

  /** Returns the names of the functions, in the order of template.yaml. */
  public List<String> names() {
    return List.copyOf(loaded.keySet());
  }

  /**
   * Runs a function.
   *
   * @param event JSON
   * @return the JSON of the function's answer
   * @throws FunctionFailed if the handler throws
   * @throws UserFault if there is no such function
   */
  public byte[] invoke(String name, byte[] event) {
    var function = loaded.get(name);
    if (function == null) {
      throw new UserFault("no function %s; choose one of: %s".formatted(name, names()));
    }
    var elsewhere = other.get();
    if (elsewhere.isPresent()) {
      return elsewhere.get().invoke(name, event);
    }
    RUNNING.set(new Running(this, name));
    try {
      return function
          .invocation()
          .invoke(event, new InvocationContext(function.declaration(), region, longest.get()));
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new FunctionFailed(name, e);
    } finally {
      RUNNING.remove();
    }
  }

  /** Returns which function runs on this thread, or on the thread that started it. */
  public static Optional<String> running() {
    return Optional.ofNullable(RUNNING.get()).map(Running::name);
  }

  /** Returns whether one of these runs on this thread, or on the thread that started it. */
  public boolean isRunning() {
    var running = RUNNING.get();
    return running != null && running.of() == this;
  }

  @Override
  public void close() {
    wirings.forEach(Wiring::close);
  }
}
