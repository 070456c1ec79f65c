package dev.keyshelf.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The work whose log lines belong together. Each line that is written {@link #during} it has its
 * id.
 *
 * @param requestId the id of the request, or of the invocation if no request caused it
 * @param traceId the id of the request's trace; empty for other work
 */
public record LoggedWork(String requestId, Optional<String> traceId) {
  private static final ScopedValue<LoggedWork> AT_WORK = ScopedValue.newInstance();

  /** Returns the work of an invocation or an upload, by its id. */
  public static LoggedWork of(String id) {
    return new LoggedWork(id, Optional.empty());
  }

  /**
   * Returns the work for a request.
   *
   * @param headers by lower-case name
   * @param gatewayId the id that API Gateway gave to it
   */
  public static LoggedWork ofRequest(Map<String, String> headers, String gatewayId) {
    return new LoggedWork(
        RequestId.ofClient(headers).orElse(gatewayId),
        Optional.of(TraceContext.of(headers).traceId()));
  }

  /** Runs some work under these ids. */
  public void run(Runnable work) {
    ScopedValue.where(AT_WORK, this).run(work);
  }

  /** Runs some work under these ids, and returns its result. */
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(AT_WORK, this).call(work::get);
  }

  /** Adds the ids of the calling work to a line; nothing outside {@link #during}. */
  static void identify(ObjectNode line) {
    if (AT_WORK.isBound()) {
      var work = AT_WORK.get();
      line.put("requestId", work.requestId());
      work.traceId().ifPresent(id -> line.put("traceId", id));
    }
  }
}
