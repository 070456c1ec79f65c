package dev.keyshelf.api;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes the activity records of refusals. Only some codes are recorded. */
public final class RecordedRefusal {
  private RecordedRefusal() {}

  /** Returns the record of a refusal, or an empty result if its code is not recorded. */
  static Optional<ActivityRecord> of(Call call, Problem problem) {
    return of(call, subject(call.request()), problem);
  }

  /**
   * Returns the record of an operator's refusal, or an empty result if its code is not recorded.
   */
  static Optional<ActivityRecord> of(OperatorCall call, Problem problem) {
    return of(PartnerId.HOUSE, call.act(), call.request(), subject(call.request()), problem);
  }

  /**
   * Returns the record of one of several refusals in an answer, or an empty result if its code is
   * not recorded.
   */
  public static Optional<ActivityRecord> of(Call call, Subject subject, Problem problem) {
    return of(call.partner(), call.act(), call.request(), subject, problem);
  }

  private static Optional<ActivityRecord> of(
      PartnerId log, Act act, Request request, Subject subject, Problem problem) {
    return problem.code().isRecorded()
        ? Optional.of(
            ActivityRecord.ofRefusal(log, act, subject, problem.code().toString(), request.route()))
        : Optional.empty();
  }

  /** Returns the ids that the path names. They were not looked up, so they may not exist. */
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
        id(request, "requestId", SupportRequestId::parse),
        Optional.empty(),
        Optional.empty(),
        id(request, "webhookId", WebhookId::parse));
  }

  private static <T> Optional<T> id(
      Request request, String name, Function<String, Optional<T>> parser) {
    return Optional.ofNullable(request.pathParameters().get(name)).flatMap(parser);
  }
}
