package dev.keyshelf.api;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Caller;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A request of a partner's user, in the domain's words. */
public record Call(Request request, Caller caller, PartnerId partner) {
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-+\\--~]{1,255}");

  static Call of(Request request) {
    var caller = Caller.of(request);
    var partner =
        PartnerId.parse(caller.partner())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(ProblemCode.UNAUTHENTICATED, "The token names no partner.")));
    return new Call(request, caller, partner);
  }

  /** Gives the request's one {@code now}. */
  public Instant now() {
    return request.receivedAt();
  }

  /** Gives who does what they ask for, and when. */
  public Act act() {
    return new Act(
        new Actor.User(
            caller.user(),
            caller.roles(),
            caller.displayName(),
            caller.application(),
            known(request.sourceIp()),
            known(request.userAgent())),
        request.receivedAt(),
        request.requestId());
  }

  private static Optional<String> known(String text) {
    return Optional.of(text).filter(each -> !each.isBlank());
  }

  /** Gives the route's customer; what cannot be a customer's id is not found. */
  public CustomerId customer() {
    return id("customerId", CustomerId::parse);
  }

  /** Gives the route's order; what cannot be an order's id is not found. */
  public OrderId order() {
    return id("orderId", OrderId::parse);
  }

  /** Gives the route's entitlement; what cannot be an entitlement's id is not found. */
  public EntitlementId entitlement() {
    return id("entitlementId", EntitlementId::parse);
  }

  /** Gives an id of the route; what cannot be one is not found. */
  public <T> T id(String name, Function<String, Optional<T>> parser) {
    return parser
        .apply(request.pathParameter(name))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  /**
   * Gives what makes this request run once: its Idempotency-Key, and the fingerprint of its method,
   * route, path, query and body bytes.
   *
   * @param answer writes the answer to what was done, before it is committed
   */
  public <T> Once<T> once(Function<T, Answer> answer) {
    return new Once<>(key(), fingerprint(), done -> Stored.of(answer.apply(done), false));
  }

  /** Gives the same for an answer that holds a secret: it is kept sealed. */
  public <T> Once<T> onceWithSecret(Function<T, Answer> answer) {
    return new Once<>(key(), fingerprint(), done -> Stored.of(answer.apply(done), true));
  }

  private IdempotencyKey key() {
    var key =
        request
            .header("idempotency-key")
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.IDEMPOTENCY_KEY_MISSING,
                            "Send an Idempotency-Key header: a fresh random text for each command,"
                                + " the same for its retries.")));
    if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_INVALID,
              "An Idempotency-Key has 1 to 255 visible ASCII characters and no comma."));
    }
    return new IdempotencyKey(partner, request.route(), key);
  }

  private String fingerprint() {
    var query = new TreeMap<>(request.query());
    var target =
        String.join("\n", request.method(), request.route(), request.path(), query.toString(), "");
    return Hash.sha256(target.getBytes(StandardCharsets.UTF_8), request.body());
  }
}
