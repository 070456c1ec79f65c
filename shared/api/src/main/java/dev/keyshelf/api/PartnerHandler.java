package dev.keyshelf.api;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.EntityTag;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The edge of a function that a partner's users call: refuses those without one of its roles, and
 * records what was refused to somebody before it says so.
 */
public abstract class PartnerHandler extends ApiHandler {
  private final ActivityLog log;
  private final Set<Role> allowed;

  /** Allows users with any of these roles, and records refusals in this log. */
  protected PartnerHandler(Clock clock, ActivityLog log, Role... allowed) {
    super(clock);
    this.log = log;
    this.allowed = Arrays.stream(allowed).collect(Collectors.toUnmodifiableSet());
  }

  /** Replies to a call whose role is checked. */
  protected abstract Reply answer(Call call);

  /** Gives the media types that it can answer with; the client's {@code Accept} chooses. */
  protected String[] mediaTypes() {
    return new String[] {"application/json"};
  }

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
    try {
      call.request().requireAcceptable(mediaTypes());
      return switch (answer(call)) {
        case Answer answer -> validated(varied(answer), call.request());
        case Problem refusal -> refusal;
      };
    } catch (ProblemException badInput) {
      return badInput.problem();
    }
  }

  private static Answer validated(Answer answer, Request request) {
    if (answer.headers().containsKey("Cache-Control")) {
      return EntityTag.validated(answer, request);
    }
    return EntityTag.validated(answer.withHeader("Cache-Control", "private, no-cache"), request);
  }

  private Answer varied(Answer answer) {
    return mediaTypes().length > 1 ? answer.withHeader("Vary", "Accept") : answer;
  }
}
