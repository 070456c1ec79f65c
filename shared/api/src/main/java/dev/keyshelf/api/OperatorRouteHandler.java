package dev.keyshelf.api;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import dev.keyshelf.http.RoleNames;
import java.time.Clock;

/**
 * The edge of a function that operators call through the API, with a token. {@link
 * OperatorInvocationHandler} is the edge of functions that they invoke with AWS credentials.
 *
 * <p>The gateway refuses each token without the operators' audience before a function runs. This
 * edge also refuses a token that names a partner, and one without the role {@link #ROLE}. It
 * records refusals in the log of the house before it answers.
 */
public abstract class OperatorRouteHandler extends TokenHandler {
  /** The role of operators in tokens. It is none of the roles of partners' users. */
  public static final String ROLE = RoleNames.OPERATOR;

  private final ActivityLog log;

  /** Creates a handler that records refusals in the log. */
  protected OperatorRouteHandler(Clock clock, ActivityLog log) {
    super(clock);
    this.log = log;
  }

  /** Replies to a call. The caller is an operator. */
  protected abstract Reply answer(OperatorCall call);

  @Override
  protected final Reply answer(Request request) {
    var call = OperatorCall.of(request);
    var reply = replyTo(call);
    if (reply instanceof Problem refusal) {
      RecordedRefusal.of(call, refusal).ifPresent(log::record);
    }
    return reply;
  }

  private Reply replyTo(OperatorCall call) {
    return call.user().roles().contains(ROLE)
        ? represented(call.request(), () -> answer(call))
        : Problem.of(ProblemCode.ROLE_REQUIRED, "This needs the role " + ROLE + ".");
  }
}
