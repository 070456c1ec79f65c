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
 * The edge of an HTTP function of ours: what the store or the key service cannot do now is a 503,
 * told the same way.
 */
public abstract class ApiHandler extends HttpHandler {
  private static final int RETRY_AFTER_SECONDS = 1;

  /** Stamps requests by this clock. */
  protected ApiHandler(Clock clock) {
    super(clock);
  }

  /** Gives the problem's code. */
  static ProblemCode codeOf(UnavailableException failure) {
    return failure.isOfKeyService()
        ? ProblemCode.KEY_SERVICE_UNAVAILABLE
        : ProblemCode.STORE_UNAVAILABLE;
  }

  /** What could not be answered any more is not written. */
  @Override
  protected final Reply around(Request request, Context context) {
    return LambdaTime.left(context).during(() -> super.around(request, context));
  }

  @Override
  protected final Problem problemOf(RuntimeException failure, Request request) {
    if (failure instanceof UnavailableException unavailable) {
      Log.failure(request.requestId(), request.receivedAt(), failure);
      return Problem.of(
              codeOf(unavailable),
              "It could not be done in time. Send the same request again, with the same key.")
          .retryAfter(RETRY_AFTER_SECONDS);
    }
    return super.problemOf(failure, request);
  }
}
