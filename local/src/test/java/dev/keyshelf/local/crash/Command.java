package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.function.FunctionFailed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * A command of template.yaml.
 *
 * @param of its route, or the name of its function
 * @param situation the situation that it is sent in; empty if it has only one
 * @param prepare sets up a new situation on each call, and returns the attempt to send in it
 */
record Command(String of, String situation, Callable<Attempt> prepare) {
  /**
   * The result of a command, as its sender sees it.
   *
   * @param done whether it was done
   * @param died whether its function died while it ran
   * @param answer the gateway's answer, if the command was an HTTP request
   * @param said the result as text
   */
  record Told(boolean done, boolean died, Optional<Answer> answer, String said) {}

  /** A request or event that can be sent again unchanged. */
  @FunctionalInterface
  interface Attempt {
    /** Sends it and returns the result. */
    Told told();

    /** Sends it and returns whether it was done. Returns false only if its function died. */
    default boolean done() {
      var told = told();
      assertThat(told.done() || told.died()).as(told.said()).isTrue();
      return told.done();
    }

    /** Returns an HTTP request that is done if it is answered with this status. */
    static Attempt http(int status, Supplier<Answer> request) {
      return () -> {
        var answer = request.get();
        var died =
            answer.status() == 500
                && answer.text().equals("{\"message\":\"Internal Server Error\"}");
        var said = "%s %s".formatted(answer.status(), answer.text());
        return new Told(answer.status() == status, died, Optional.of(answer), said);
      };
    }

    /**
     * Returns an event for a function. The attempt is done if the function's answer names no
     * problem.
     */
    static Attempt event(Supplier<byte[]> handOver) {
      return () -> {
        try {
          var said = new String(handOver.get(), StandardCharsets.UTF_8);
          return new Told(!said.contains("\"problem\""), false, Optional.empty(), said);
        } catch (FunctionFailed failed) {
          Throwable root = failed;
          while (root.getCause() != null) {
            root = root.getCause();
          }
          return new Told(
              false, root instanceof Stop.Dead, Optional.empty(), failed.getMessage() + " " + root);
        }
      };
    }
  }

  @Override
  public String toString() {
    return situation.isEmpty() ? of : of + ", " + situation;
  }
}
