package dev.keyshelf.local.contract;

import dev.keyshelf.local.ProcessWide;
import dev.keyshelf.local.gateway.Witness;
import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees every exchange of every gateway in this JVM, with any client. The gateway loads it through
 * {@code META-INF/services} in the test resources.
 */
@ProcessWide
public final class ContractWitness implements Witness {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GLANCE = Duration.ofMillis(1);
  private static final Queue<Exchange> SEEN = new ConcurrentLinkedQueue<>();
  private static final Set<Watch> UNDER_WAY = ConcurrentHashMap.newKeySet();

  @Override
  public Watch begins(Request request) {
    var watch = new Remembering(request);
    UNDER_WAY.add(watch);
    return watch;
  }

  /**
   * Returns the exchanges since the last call, of all clients. It waits for answers that are being
   * written now, but not for answers to requests that arrive during the wait.
   */
  static List<Exchange> takeAll() {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var awaited = Set.copyOf(UNDER_WAY);
    while (!Collections.disjoint(UNDER_WAY, awaited) && System.nanoTime() < end) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    var seen = new ArrayList<Exchange>();
    for (var next = SEEN.poll(); next != null; next = SEEN.poll()) {
      seen.add(next);
    }
    return seen;
  }

  private static final class Remembering implements Watch {
    private final Request request;

    Remembering(Request request) {
      this.request = request;
    }

    @Override
    public void answered(byte[] sent, Response response) {
      SEEN.add(Exchange.of(request, sent, response));
    }

    @Override
    public void ended() {
      UNDER_WAY.remove(this);
    }
  }
}
