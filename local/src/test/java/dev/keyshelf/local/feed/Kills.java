package dev.keyshelf.local.feed;

import dev.keyshelf.local.crash.Stop;
import dev.keyshelf.local.crash.StoreFaults;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.function.Functions;
import java.util.Random;
import software.amazon.awssdk.core.SdkRequest;

/** Lets a function die before or after one of its store calls, drawn from a seed. */
final class Kills {
  private final Functions functions;
  private final Random random;
  private final int moments;
  private int count;
  private int invocations;

  /**
   * @param moments at how many moments before and after calls it can die; it is let live if it has
   *     fewer than drawn
   */
  Kills(Functions functions, Random random, int moments) {
    this.functions = functions;
    this.random = random;
    this.moments = moments;
  }

  /** Returns how often the function died. */
  int count() {
    return count;
  }

  /** Returns how often the function began. */
  int invocations() {
    return invocations;
  }

  /** Runs the function once. It may die on the way. */
  void during(Runnable invocation) {
    var kill = new Kill(1 + random.nextInt(moments));
    invocations++;
    StoreFaults.during(
        kill,
        functions,
        () -> {
          try {
            invocation.run();
          } catch (FunctionFailed failed) {
            if (!kill.isDone()) {
              throw failed;
            }
          }
        });
    count += kill.isDone() ? 1 : 0;
  }

  /** Once it has killed a function, no further call of it gets through. */
  private static final class Kill implements Script {
    private int left;

    Kill(int left) {
      this.left = left;
    }

    @Override
    public synchronized void at(Moment moment, SdkRequest request) {
      if (left > 0 && (moment == Moment.BEFORE_THE_CALL || moment == Moment.AFTER_THE_CALL)) {
        left--;
      }
      if (left == 0) {
        throw new Stop.Dead();
      }
    }

    synchronized boolean isDone() {
      return left == 0;
    }
  }
}
