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
 * @param of its route, or its function's name
 * @param situation which of its ways, if it has several
 * @param prepare makes a situation of its own each time, and gives what is sent in it
 */
record Command(String of, String situation, Callable<Attempt> prepare) {
  /**
   * What somebody heard of a command that they sent.
   *
   * @param done whether it was done
   * @param died whether its function died on the way
   * @param answer of the gateway, when it was a request
   * @param said what else is known of it
   */
  record Told(boolean done, boolean died, Optional<Answer> answer, String said) {}

  /** Something that is sent, and sent again as it is. */
  @FunctionalInterface
  interface Attempt {
    /** Sends it, and gives what is told of it. */
    Told told();

    /** Sends it, and gives whether it was done; false when its function died. */
    default boolean done() {
      var told = told();
      assertThat(told.done() || told.died()).as(told.said()).isTrue();
      return told.done();
    }

    /** A request, which is answered with this status when it is done. */
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

    /** An event that somebody hands to a function, whose answer tells a problem, if any. */
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
