package dev.keyshelf.api;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The edge of a function that a partner's users call. It refuses users who have none of its roles,
 * and records refusals in the activity log before it answers.
 */
public abstract class PartnerHandler extends TokenHandler {
  private final ActivityLog log;
  private final Set<Role> allowed;

  /**
   * Creates a handler that allows users with any of these roles and records refusals in the log.
   */
  protected PartnerHandler(Clock clock, ActivityLog log, Role... allowed) {
    super(clock);
    this.log = log;
    this.allowed = Arrays.stream(allowed).collect(Collectors.toUnmodifiableSet());
  }

  /** Replies to a call. The caller's role has been checked. */
  protected abstract Reply answer(Call call);

  @Override
  protected final Reply answer(Request request) {
    var call = Call.of(request);
    var reply = replyTo(call);
    if (reply instanceof Problem refusal) {
      RecordedRefusal.of(call, refusal).ifPresent(log::record);
    }
    return reply;
  }

  private Reply replyTo(Call call) {
    if (Collections.disjoint(Role.of(call.caller()), allowed)) {
      return Problem.of(
          ProblemCode.ROLE_REQUIRED,
          "This needs one of the roles: "
              + allowed.stream().map(Role::claim).sorted().collect(Collectors.joining(", "))
              + ".");
    }
    return represented(call.request(), () -> answer(call));
  }
}
