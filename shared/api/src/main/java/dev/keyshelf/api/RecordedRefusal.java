package dev.keyshelf.api;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which refusals of a user the activity log tells of: by role, by standing, and by a limit. */
public final class RecordedRefusal {
  private static final int FORBIDDEN = 403;

  /** What is refused since a number or a time is used up, or what was bought was cancelled. */
  private static final Set<String> LIMITS =
      Set.of(
          "keys-exhausted",
          "too-many-keys",
          "key-revoked",
          "order-cancelled",
          "term-ended",
          "window-closed",
          "quantity-too-large",
          "too-many-attachments",
          "too-many-notes");

  private RecordedRefusal() {}

  /** Gives the record of a refusal; empty when the log does not tell of it. */
  static Optional<ActivityRecord> of(Call call, Problem problem) {
    return problem.status() == FORBIDDEN || LIMITS.contains(problem.code())
        ? Optional.of(record(call, subject(call.request()), problem.code()))
        : Optional.empty();
  }

  /**
   * Gives the record of one refusal of several in an answer; empty when the log does not tell of
   * it.
   */
  public static Optional<ActivityRecord> ofPart(Call call, Subject subject, String code) {
    return LIMITS.contains(code) ? Optional.of(record(call, subject, code)) : Optional.empty();
  }

  private static ActivityRecord record(Call call, Subject subject, String code) {
    return ActivityRecord.ofRefusal(
        call.partner(), call.act(), subject, code, call.request().route());
  }

  /** Speaks of what the path names, whether it is there or not: nothing was looked up. */
  private static Subject subject(Request request) {
    var entitlement = id(request, "entitlementId", EntitlementId::parse);
    return new Subject(
        id(request, "customerId", CustomerId::parse),
        id(request, "orderId", OrderId::parse).or(() -> entitlement.map(EntitlementId::order)),
        entitlement,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        id(request, "requestId", SupportRequestId::parse));
  }

  private static <T> Optional<T> id(
      Request request, String name, Function<String, Optional<T>> parser) {
    return Optional.ofNullable(request.pathParameters().get(name)).flatMap(parser);
  }
}
