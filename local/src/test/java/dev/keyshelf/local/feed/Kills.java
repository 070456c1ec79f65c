package dev.keyshelf.local.feed;

import dev.keyshelf.local.crash.Stop;
import dev.keyshelf.local.crash.StoreFaults;
import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.function.Functions;
import java.util.Random;
import software.amazon.awssdk.core.SdkRequest;

/** Lets functions die before or after one of their store calls, drawn from a seed. */
final class Kills {
  /** A function is let live if it makes fewer calls than drawn. */
  private static final int MOST_CALLS = 12;

  private final Functions functions;
  private final Random random;
  private int count;

  Kills(Functions functions, Random random) {
    this.functions = functions;
    this.random = random;
  }

  /** Returns how often a function died. */
  int count() {
    return count;
  }

  /** Runs a function once. It may die on the way. Returns whether it did. */
  boolean during(Runnable invocation) {
    var kill = new Kill(1 + random.nextInt(MOST_CALLS));
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
    return kill.isDone();
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
