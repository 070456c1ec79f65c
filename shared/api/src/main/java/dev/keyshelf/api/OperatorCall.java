package dev.keyshelf.api;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;
import dev.keyshelf.http.TokenUser;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A request of an operator, with its values as the domain's types. */
public record OperatorCall(Request request, TokenUser user) {
  /**
   * Returns the call of a request.
   *
   * @throws ProblemException if {@link TokenUser#ofOperator} refuses the token
   */
  static OperatorCall of(Request request) {
    return new OperatorCall(request, TokenUser.ofOperator(request));
  }

  /** Returns the time of arrival, which the whole request uses as {@code now}. */
  public Instant now() {
    return request.receivedAt();
  }

  /** Returns who acts, and when, for the activity log. */
  public Act act() {
    return new Act(
        new Actor.SupportOperator(name()),
        request.receivedAt(),
        request.requestId(),
        Spans.of(request));
  }

  /**
   * Returns the operator's name in records: the token's subject, after the name for people if that
   * is another one.
   */
  private String name() {
    return user.displayName()
        .filter(name -> !name.equals(user.name()))
        .map(name -> "%s (%s)".formatted(name, user.name()))
        .orElseGet(user::name);
  }

  /**
   * Returns the id of the partner in the path.
   *
   * @throws ProblemException with {@code not-found} if it is malformed
   */
  public PartnerId partner() {
    return id("partnerId", PartnerId::parse);
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
   * method, route, path, query and body bytes. All operators share one scope.
   *
   * @param answer makes the answer from the command's result, before the result is committed
   * @throws ProblemException if the header is missing or malformed
   */
  public <T> Once<T> once(Function<T, Answer> answer) {
    return new Once<>(
        idempotencyKey(), fingerprint(), done -> Stored.of(answer.apply(done), false));
  }

  /**
   * Returns the Idempotency-Key, for a command that keeps its own progress.
   *
   * @throws ProblemException if the header is missing or malformed
   */
  public IdempotencyKey idempotencyKey() {
    return RequestKeys.idempotencyKey(request, PartnerId.HOUSE);
  }

  /** Returns the hash of the method, route, path, query and body bytes. */
  public String fingerprint() {
    return RequestKeys.fingerprint(request);
  }
}
