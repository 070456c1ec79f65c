package dev.keyshelf.aws;

import dev.keyshelf.domain.once.UnavailableException;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Calls that do not depend on one another, several at once. Only imports have so many. */
final class AtOnce {
  /** More at once gains nothing on a fresh on-demand table, and throttles it. */
  private static final int MOST = 8;

  private AtOnce() {}

  /**
   * Does one thing with each of these, several at once. After a failure nothing more is begun, and
   * that failure is thrown.
   */
  static <T> void forEach(Collection<T> things, Consumer<T> action) {
    var free = new Semaphore(MOST);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var completed = new ExecutorCompletionService<Void>(threads);
      for (var thing : things) {
        completed.submit(
            () -> {
              free.acquire();
              try {
                action.accept(thing);
              } finally {
                free.release();
              }
              return null;
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
