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
import java.util.function.Function;

/** Records of what a user was refused, where the activity log tells of it. */
public final class RecordedRefusal {
  private RecordedRefusal() {}

  /** Gives the record of a refusal; empty when the log does not tell of it. */
  static Optional<ActivityRecord> of(Call call, Problem problem) {
    return of(call, subject(call.request()), problem);
  }

  /**
   * Gives the record of one refusal of several in an answer; empty when the log does not tell of
   * it.
   */
  public static Optional<ActivityRecord> of(Call call, Subject subject, Problem problem) {
    return problem.code().isRecorded()
        ? Optional.of(
            ActivityRecord.ofRefusal(
                call.partner(),
                call.act(),
                subject,
                problem.code().toString(),
                call.request().route()))
        : Optional.empty();
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
