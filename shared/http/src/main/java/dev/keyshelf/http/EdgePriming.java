package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Runs the code at the edge of an HTTP function before Lambda takes its snapshot, so that no caller
 * waits for class loading. It converts an event to a request, reads and writes JSON, and converts a
 * problem to a response.
 */
final class EdgePriming implements Resource {
  private static final String SAMPLE =
      """
      {"headers": {"content-type": "application/json", "tracestate": "a=b",
                   "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
       "rawQueryString": "a=b", "body": "{}", "requestContext": {"http": {"method": "POST"}}}
      """;

  /** Keeps a reference, since the CRaC context holds its resources weakly. */
  private static final List<EdgePriming> REGISTERED = new ArrayList<>();

  private EdgePriming() {}

  /**
   * Registers the priming, once in each process that is started for a snapshot. Other processes
   * skip it, because registration creates reflective proxies and takes time.
   */
  static synchronized void once() {
    if (REGISTERED.isEmpty() && isForASnapshot(System.getenv())) {
      var priming = new EdgePriming();
      REGISTERED.add(priming);
      Core.getGlobalContext().register(priming);
    }
  }

  /** Tells from its environment variables whether a process was started for a snapshot. */
  static boolean isForASnapshot(Map<String, String> variables) {
    return "snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      Json.read("{\"text\":[\"a\",1,1.5,true,null]}");
      var event = GatewayJson.event(SAMPLE.getBytes(StandardCharsets.UTF_8));
      Events.isRefused(event);
      var request = Events.request(event, Instant.EPOCH);
      GatewayJson.response(Events.response(Problem.notFound().toAnswer(request.requestId())));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
