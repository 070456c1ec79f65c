package dev.keyshelf.api;

import com.amazonaws.services.lambda.runtime.Context;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.HttpHandler;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.time.Clock;

/**
 * The edge of Keyshelf's HTTP functions. If the store or the key service is unavailable, it answers
 * 503.
 */
public abstract class ApiHandler extends HttpHandler {
  private static final int RETRY_AFTER_SECONDS = 1;

  /** An operator has to act first. */
  private static final int RETRY_AFTER_KEYS_SECONDS = 300;

  private static final String OTHER_KEYS =
      "This installation does not have the keys with which its table was filled, so nothing was"
          + " done. Its operator has to restore them.";

  /** Creates a handler that takes the time of each request from this clock. */
  protected ApiHandler(Clock clock) {
    super(clock);
  }

  /** Returns the code of the problem that reports a failure. */
  static ProblemCode codeOf(UnavailableException failure) {
    return failure.isOfKeyService()
        ? ProblemCode.KEY_SERVICE_UNAVAILABLE
        : ProblemCode.STORE_UNAVAILABLE;
  }

  /** Writes the line for which an alarm looks. The message holds fingerprints, and no key. */
  static void tellOfOtherKeys(UnavailableException failure) {
    Log.event("ERROR", "other-keys", line -> line.put("why", failure.getMessage()));
  }

  /** Runs the request within Lambda's time limit, so that nothing is written too late to answer. */
  @Override
  protected final Reply around(Request request, Context context) {
    return LambdaTime.left(context).during(() -> super.around(request, context));
  }

  @Override
  protected final Problem problemOf(RuntimeException failure, Request request) {
    if (failure instanceof UnavailableException unavailable) {
      Log.failure(request.receivedAt(), failure);
      if (unavailable.isOfOtherKeys()) {
        tellOfOtherKeys(unavailable);
        return Problem.of(codeOf(unavailable), OTHER_KEYS).retryAfter(RETRY_AFTER_KEYS_SECONDS);
      }
      return Problem.of(
              codeOf(unavailable),
              "The request could not be completed in time. Send it again%s."
                  .formatted(
                      request.header("idempotency-key").isPresent()
                          ? ", with the same Idempotency-Key"
                          : ""))
          .retryAfter(RETRY_AFTER_SECONDS);
    }
    return super.problemOf(failure, request);
  }
}
