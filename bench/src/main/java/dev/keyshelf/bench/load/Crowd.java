package dev.keyshelf.bench.load;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some clients at once, each making its calls one after another. */
public final class Crowd {
  private Crowd() {}

  /** A call that is timed. */
  @FunctionalInterface
  public interface Call {
    /**
     * Makes it.
     *
     * @param client from 0
     * @param number of the call among all, from 0; it is the client's when divided by the number of
     *     clients it leaves the client's own
     */
    void make(int client, int number);
  }

  /** Shares so many calls among the clients; each is timed from its request to its whole answer. */
  public static Latencies share(int clients, int calls, Call call) {
    var nanos = new long[calls];
    var start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = new ArrayList<Future<?>>();
      for (int i = 0; i < clients; i++) {
        var client = i;
        Callable<Integer> own = () -> makeAll(client, clients, call, nanos);
        working.add(threads.submit(own));
      }
      for (var each : working) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a call was not answered as expected", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return Latencies.of(nanos, System.nanoTime() - start);
  }

  private static int makeAll(int client, int clients, Call call, long[] nanos) {
    var made = 0;
    for (int number = client; number < nanos.length; number += clients) {
      var start = System.nanoTime();
      call.make(client, number);
      nanos[number] = System.nanoTime() - start;
      made++;
    }
    return made;
  }
}
