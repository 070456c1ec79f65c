package dev.keyshelf.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The edge of every HTTP function. It converts the event to a request, and the answer or problem to
 * a response.
 */
public abstract class HttpHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>,
        RequestStreamHandler {
  /** Has one shape for all routes, so that a direct call learns nothing about links either. */
  private static final Problem DIRECT_CALL =
      Problem.of(
          ProblemCode.DIRECT_CALL,
          "This address answers no direct calls. Send the request to the public address.");

  private final Clock clock;

  /** Creates a handler that takes the time of each request from this clock. */
  protected HttpHandler(Clock clock) {
    this.clock = clock;
    EdgePriming.once();
  }

  /** Replies to a request: translates it, runs one use case, and translates the outcome. */
  protected abstract Reply answer(Request request);

  /** Replies to a request. Subclasses override it to wrap the work of every request. */
  protected Reply around(Request request, Context context) {
    return answer(request);
  }

  /** Returns the problem for a failure. An unexpected failure is logged and becomes a 500. */
  protected Problem problemOf(RuntimeException failure, Request request) {
    if (failure instanceof ProblemException refused) {
      return refused.problem();
    }
    Log.failedRequest(request.receivedAt(), failure);
    return Problem.of(
        ProblemCode.INTERNAL,
        "An unexpected error occurred. It was logged with this request's id.");
  }

  /** Returns the answer that reports a problem. */
  protected Answer answerOf(Problem problem, Request request) {
    return problem.toAnswer(request.requestId());
  }

  /** Handles an event as Lambda sends it. Lambda prefers this method to the one with objects. */
  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var response = handleRequest(GatewayJson.event(input.readAllBytes()), context);
    output.write(GatewayJson.response(response));
  }

  @Override
  public final APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, Context context) {
    if (Probe.is(event)) {
      return Probe.answer();
    }
    var request = Events.request(event, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    var work = new LoggedWork(request.requestId(), Optional.of(request.trace().traceId()));
    return work.during(() -> response(request, event, context));
  }

  private APIGatewayV2HTTPResponse response(
      Request request, APIGatewayV2HTTPEvent event, Context context) {
    var answer =
        Events.isRefused(event)
            ? DIRECT_CALL.toAnswer(request.requestId())
            : answerOrProblem(request, context);
    logIdsOfClient(request, Events.gatewayId(event), answer);
    return Events.response(answer.withHeader("X-Request-Id", request.requestId()));
  }

  /**
   * Writes one line that leads from a client's own ids to the gateway's, under which the access log
   * has the request. Without such ids, the access log's own line is enough.
   */
  private static void logIdsOfClient(Request request, String gatewayId, Answer answer) {
    if (!request.requestId().equals(gatewayId) || request.trace().parent().isPresent()) {
      Log.event(
          "INFO",
          "request",
          line ->
              line.put("gatewayRequestId", gatewayId)
                  .put("routeKey", request.route())
                  .put("status", answer.status())
                  .put("at", request.receivedAt().toString()));
    }
  }

  private Answer answerOrProblem(Request request, Context context) {
    try {
      return switch (around(request, context)) {
        case Answer answer -> answer;
        case Problem problem -> answerOf(problem, request);
      };
    } catch (RuntimeException failure) {
      return answerOf(problemOf(failure, request), request);
    }
  }
}
