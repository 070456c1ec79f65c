package dev.keyshelf.aws;

import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Runs independent calls in parallel. Only imports, counts of stock, and lists and rebillings
 * across customers have so many.
 */
final class AtOnce {
  /** The maximum number of parallel calls. More only throttle a new on-demand table. */
  private static final int MOST = 8;

  private AtOnce() {}

  /**
   * Runs an action for each element, several at a time, all under the caller's {@link TimeLeft}.
   * After a failure it begins no more, and throws that failure.
   */
  static <T> void forEach(Collection<T> things, Consumer<T> action) {
    var timeLeft = TimeLeft.atWork();
    var free = new Semaphore(MOST);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var completed = new ExecutorCompletionService<T>(threads);
      for (var thing : things) {
        completed.submit(
            () -> {
              free.acquire();
              try {
                return timeLeft.during(
                    () -> {
                      action.accept(thing);
                      return thing;
                    });
              } finally {
                free.release();
              }
            });
      }
      try {
        for (int i = 0; i < things.size(); i++) {
          completed.take().get();
        }
      } catch (InterruptedException interrupted) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new UnavailableException("interrupted", interrupted);
      } catch (ExecutionException failed) {
        threads.shutdownNow();
        throw failed.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(failed.getCause());
      }
    }
  }
}
