package dev.keyshelf.api;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.EntityTag;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
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

  /** Answers a call whose role is checked. */
  protected abstract Answer answer(Call call);

  /** Gives the media types that it can answer with; the client's {@code Accept} chooses. */
  protected String[] mediaTypes() {
    return new String[] {"application/json"};
  }

  @Override
  protected final Answer answer(Request request) {
    var call = Call.of(request);
    try {
      return answered(call);
    } catch (ProblemException refused) {
      RecordedRefusal.of(call, refused.problem()).ifPresent(log::record);
      throw refused;
    }
  }

  private Answer answered(Call call) {
    if (Collections.disjoint(Role.of(call.caller()), allowed)) {
      throw new ProblemException(
          Problem.forbidden(
              "role-required",
              "This needs one of the roles: "
                  + allowed.stream().map(Role::claim).sorted().collect(Collectors.joining(", "))
                  + "."));
    }
    var request = call.request();
    request.requireAcceptable(mediaTypes());
    var answer = varied(answer(call));
    if (answer.headers().containsKey("Cache-Control")) {
      return EntityTag.validated(answer, request);
    }
    return EntityTag.validated(answer.withHeader("Cache-Control", "private, no-cache"), request);
  }

  private Answer varied(Answer answer) {
    return mediaTypes().length > 1 ? answer.withHeader("Vary", "Accept") : answer;
  }
}
