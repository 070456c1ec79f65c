package dev.keyshelf.api;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Caller;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A request of a partner's user, with its values as the domain's types. */
public record Call(Request request, Caller caller, PartnerId partner) {
  static Call of(Request request) {
    var caller = Caller.of(request);
    var partner =
        PartnerId.parse(caller.partner())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemCode.UNAUTHENTICATED, "The token's partner_id is not valid.")));
    return new Call(request, caller, partner);
  }

  /** Returns the time of arrival, which the whole request uses as {@code now}. */
  public Instant now() {
    return request.receivedAt();
  }

  /** Returns who acts, and when, for the activity log. */
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
        request.requestId(),
        Spans.of(request));
  }

  private static Optional<String> known(String text) {
    return Optional.of(text).filter(each -> !each.isBlank());
  }

  /**
   * Returns the id of the customer in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  public CustomerId customer() {
    return id("customerId", CustomerId::parse);
  }

  /**
   * Returns the id of the order in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  public OrderId order() {
    return id("orderId", OrderId::parse);
  }

  /**
   * Returns the id of the entitlement in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  public EntitlementId entitlement() {
    return id("entitlementId", EntitlementId::parse);
  }

  /**
   * Returns an id in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  public <T> T id(String name, Function<String, Optional<T>> parser) {
    return RequestKeys.id(request, name, parser);
  }

  /**
   * Returns what makes this request idempotent: its Idempotency-Key, and the fingerprint of its
   * method, route, path, query and body bytes.
   *
   * @param answer makes the answer from the command's result, before the result is committed
   * @throws ProblemException if the header is missing or malformed
   */
  public <T> Once<T> once(Function<T, Answer> answer) {
    return new Once<>(
        RequestKeys.idempotencyKey(request, partner),
        RequestKeys.fingerprint(request),
        done -> Stored.of(answer.apply(done), false));
  }

  /** Returns the same as {@link #once}, for an answer that holds a secret. It is stored sealed. */
  public <T> Once<T> onceWithSecret(Function<T, Answer> answer) {
    return new Once<>(
        RequestKeys.idempotencyKey(request, partner),
        RequestKeys.fingerprint(request),
        done -> Stored.of(answer.apply(done), true));
  }
}
