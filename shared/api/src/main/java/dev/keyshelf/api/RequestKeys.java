package dev.keyshelf.api;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what identifies a request and the things in its path. */
final class RequestKeys {
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-+\\--~]{1,255}");

  private RequestKeys() {}

  /**
   * Returns an id in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  static <T> T id(Request request, String name, Function<String, Optional<T>> parser) {
    return parser
        .apply(request.pathParameter(name))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  /**
   * Returns the Idempotency-Key of a request, in the scope of a partner and the route.
   *
   * @throws ProblemException if the header is missing or malformed
   */
  static IdempotencyKey idempotencyKey(Request request, PartnerId scope) {
    var key =
        request
            .header("idempotency-key")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.IDEMPOTENCY_KEY_MISSING,
                            "Send an Idempotency-Key header: a new random text for each command,"
                                + " and the same text when you retry it.")));
    if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_INVALID,
              "The Idempotency-Key must be 1 to 255 visible ASCII characters without a comma."));
    }
    return new IdempotencyKey(scope, request.route(), key);
  }

  /** Returns a hash of the method, route, path, query and body bytes of a request. */
  static String fingerprint(Request request) {
    var query = new TreeMap<>(request.query());
    var target =
        String.join("\n", request.method(), request.route(), request.path(), query.toString(), "");
    return Hash.sha256(target.getBytes(StandardCharsets.UTF_8), request.body());
  }
}
