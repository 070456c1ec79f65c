package dev.keyshelf.local.function;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.UserFault;
import dev.keyshelf.local.function.Handlers.StreamInvocation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The template's functions, each with its one handler object, ready to be invoked from any number
 * of threads.
 */
public final class Functions implements AutoCloseable {
  private final Map<String, Loaded> loaded;
  private final List<Wiring> wirings;
  private final String region;

  private record Loaded(FunctionDeclaration declaration, StreamInvocation invocation) {}

  private Functions(Map<String, Loaded> loaded, List<Wiring> wirings, String region) {
    this.loaded = loaded;
    this.wirings = wirings;
    this.region = region;
  }

  /**
   * Makes every declared handler. Handlers whose environment is the same share one wiring, as
   * functions of one deployment share their stores.
   *
   * @param cloud added to each function's own environment: where the stores are, and who may use
   *     them
   * @param clock the domain's clock
   */
  public static Functions load(Template template, Map<String, String> cloud, Clock clock) {
    Map<Map<String, String>, Wiring> wirings = new HashMap<>();
    Map<String, Loaded> loaded = new LinkedHashMap<>();
    for (FunctionDeclaration function : template.functions()) {
      Map<String, String> environment = new HashMap<>(function.environment());
      environment.putAll(cloud);
      Object handler =
          handlerOf(
              function,
              () -> wirings.computeIfAbsent(environment, known -> Wiring.of(known, clock)));
      loaded.put(function.name(), new Loaded(function, aroundHandlerOf(function, handler)));
    }
    return new Functions(
        loaded, List.copyOf(wirings.values()), cloud.getOrDefault("AWS_REGION", "us-east-1"));
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
      Class<?> type = Class.forName(function.handler());
      for (Constructor<?> constructor : type.getConstructors()) {
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
          "function %s cannot be made: %s".formatted(function.name(), e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new UserFault(
          "function %s: %s needs a public constructor, empty or with the wiring"
              .formatted(function.name(), function.handler()),
          e);
    }
  }

  /** The names as template.yaml gives them, in its order. */
  public List<String> names() {
    return List.copyOf(loaded.keySet());
  }

  /**
   * Runs a function with an event's JSON and gives the JSON it answered.
   *
   * @throws FunctionFailed when the handler throws
   */
  public byte[] invoke(String name, byte[] event) {
    Loaded function = loaded.get(name);
    if (function == null) {
      throw new UserFault("no function %s; there are: %s".formatted(name, names()));
    }
    try {
      return function
          .invocation()
          .invoke(event, new InvocationContext(function.declaration(), region));
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new FunctionFailed(name, e);
    }
  }

  @Override
  public void close() {
    wirings.forEach(Wiring::close);
  }
}
