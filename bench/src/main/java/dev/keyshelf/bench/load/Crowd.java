package dev.keyshelf.bench.load;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that run at the same time. Each makes its calls one after the other. */
public final class Crowd {
  private Crowd() {}

  /** A call to time. */
  @FunctionalInterface
  public interface Call {
    /**
     * Makes the call.
     *
     * @param client counts the clients from 0
     * @param number counts all calls from 0. Divided by the number of clients, its remainder is the
     *     client
     */
    void make(int client, int number);
  }

  /** Divides the calls among the clients, and times each from its request to its whole answer. */
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
      throw new IllegalStateException("a call failed", failed.getCause());
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
