package dev.keyshelf.local.contract;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.keyshelf.local.ProcessWide;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * Sees every exchange of every gateway in this JVM, whatever client it is with; the gateway finds
 * it among the test resources, by {@code META-INF/services}.
 */
@ProcessWide
public final class ContractWitness extends Filter {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GLANCE = Duration.ofMillis(1);
  private static final Queue<Exchange> SEEN = new ConcurrentLinkedQueue<>();
  private static final Set<HttpExchange> UNDER_WAY = ConcurrentHashMap.newKeySet();

  @Override
  public String description() {
    return "remembers requests and answers for the contract";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    UNDER_WAY.add(exchange);
    var sent = new ByteArrayOutputStream();
    var body = new ByteArrayOutputStream();
    var asked = copyOf(exchange.getRequestHeaders());
    exchange.setStreams(
        new Overheard(exchange.getRequestBody(), sent),
        new Copied(exchange.getResponseBody(), body));
    try {
      chain.doFilter(exchange);
    } finally {
      if (exchange.getResponseCode() >= 0) {
        SEEN.add(
            new Exchange(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                asked,
                sent.toByteArray(),
                exchange.getResponseCode(),
                copyOf(exchange.getResponseHeaders()),
                body.toByteArray()));
      }
      UNDER_WAY.remove(exchange);
    }
  }

  private static Headers copyOf(Headers headers) {
    return new Headers(headers);
  }

  /**
   * Gives what was seen since the last time, whoever sent it; waits for answers that are being
   * written now, not for those to requests that come meanwhile.
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

  private static final class Overheard extends FilterInputStream {
    private final OutputStream copy;

    Overheard(InputStream in, OutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      var one = super.read();
      if (one >= 0) {
        copy.write(one);
      }
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = super.read(bytes, offset, length);
      if (count > 0) {
        copy.write(bytes, offset, count);
      }
      return count;
    }
  }

  private static final class Copied extends FilterOutputStream {
    private final OutputStream copy;

    Copied(OutputStream out, OutputStream copy) {
      super(out);
      this.copy = copy;
    }

    @Override
    public void write(int one) throws IOException {
      copy.write(one);
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      copy.write(bytes, offset, length);
      out.write(bytes, offset, length);
    }
  }
}
