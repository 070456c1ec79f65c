package dev.keyshelf.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Answer;
import dev.keyshelf.local.function.FunctionFailed;
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
  /** Something that is sent, and sent again as it is. */
  @FunctionalInterface
  interface Attempt {
    /** Gives whether it was done; false when its function died. */
    boolean done();

    /** A request, which is answered with this status. */
    static Attempt http(int status, Supplier<Answer> request) {
      return () -> {
        var answer = request.get();
        if (answer.status() == 500) {
          assertThat(answer.text()).isEqualTo("{\"message\":\"Internal Server Error\"}");
          return false;
        }
        answer.expect(status);
        return true;
      };
    }

    /** An event that somebody hands to a function. */
    static Attempt event(Runnable handOver) {
      return () -> {
        try {
          handOver.run();
          return true;
        } catch (FunctionFailed died) {
          assertThat(died).hasRootCauseInstanceOf(Stop.Dead.class);
          return false;
        }
      };
    }
  }

  @Override
  public String toString() {
    return situation.isEmpty() ? of : of + ", " + situation;
  }
}
