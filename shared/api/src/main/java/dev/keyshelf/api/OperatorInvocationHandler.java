package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The edge of a function that an operator invokes with AWS credentials. It has no route; {@link
 * OperatorRouteHandler} is the edge of operators' routes. The event is a JSON object. The answer is
 * the outcome as JSON, or {@code {"problem": {...}}} if the command was refused. Any other failure
 * fails the invocation.
 */
public abstract class OperatorInvocationHandler implements RequestStreamHandler {
  private final Clock clock;

  /** Creates a handler that takes the time of each event from this clock. */
  protected OperatorInvocationHandler(Clock clock) {
    this.clock = clock;
  }

  /**
   * Replies to an event.
   *
   * @param fingerprint the hash of the event's bytes
   */
  protected abstract Reply answer(Body event, String fingerprint, Instant now);

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = input.readAllBytes();
    var id = context.getAwsRequestId();
    var timeLeft = LambdaTime.left(context);
    var answer = LoggedWork.of(id).during(() -> timeLeft.during(() -> answerTo(event, id)));
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private String answerTo(byte[] event, String requestId) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      var body = Body.ofEvent(new String(event, StandardCharsets.UTF_8));
      return switch (answer(body, Hash.sha256(event), now)) {
        case Answer answer -> answer.body();
        case Problem problem -> told(problem, requestId);
      };
    } catch (ProblemException refused) {
      return told(refused.problem(), requestId);
    } catch (UnavailableException failure) {
      Log.failure(now, failure);
      if (failure.isOfOtherKeys()) {
        ApiHandler.tellOfOtherKeys(failure);
      }
      return told(
          Problem.of(
                  ApiHandler.codeOf(failure),
                  "The command could not be completed in time. Invoke it again with the same"
                      + " event.")
              .retryAfter(1),
          requestId);
    }
  }

  private static String told(Problem problem, String requestId) {
    var json = Json.object();
    json.set("problem", problem.toJson(requestId));
    return Json.write(json);
  }
}
