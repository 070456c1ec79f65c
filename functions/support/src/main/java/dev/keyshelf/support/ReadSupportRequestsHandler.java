package dev.keyshelf.support;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.PartnerHandler;
import dev.keyshelf.api.Positions;
import dev.keyshelf.api.Role;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import dev.keyshelf.domain.support.SupportRequests;
import dev.keyshelf.domain.support.SupportRequests.Wanted;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/** {@code GET /v1/support-requests[/{requestId}]}: reads requests, notes and decisions. */
public final class ReadSupportRequestsHandler extends PartnerHandler {
  private static final Positions<SupportRequestId> REQUESTS =
      Positions.ofTimedIds(SupportRequestId::value, SupportRequestId::parse);

  private final SupportRequests requests;
  private final Attachments attachments;

  /** Creates the handler in Lambda, from its environment. */
  public ReadSupportRequestsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadSupportRequestsHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog(), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    this.requests = wiring.supportRequests();
    this.attachments = wiring.attachments();
  }

  @Override
  protected Reply answer(Call call) {
    if (call.request().pathParameters().containsKey("requestId")) {
      Parameters.none(call.request());
      return requests
          .find(call.partner(), call.id("requestId", SupportRequestId::parse))
          .<Reply>map(request -> one(request, Wording.of(call.request())))
          .orElseGet(Problem::notFound);
    }
    return page(call);
  }

  private Answer one(SupportRequest request, Wording wording) {
    var thread =
        SupportJson.thread(
            request,
            requests.notes(request.partner(), request.id()),
            attachments.list(request.partner(), request.id()),
            wording);
    return wording.said(Answer.ok(thread));
  }

  private Answer page(Call call) {
    var parameters = Parameters.of(call.request());
    var state = parameters.oneOf("state", SupportRequestState.class);
    var customer = parameters.parsed("customerId", "a customer's id", CustomerId::parse);
    var paging = Paging.of(call, parameters, REQUESTS, state, customer);
    var wanted = new Wanted(state, customer);
    var page = requests.list(call.partner(), wanted, paging.limit(), paging.after());
    var wording = Wording.of(call.request());
    return wording.said(
        Answer.ok(
            paging.page(page.requests(), each -> SupportJson.summary(each, wording), page.next())));
  }
}
