package dev.keyshelf.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.api.Paging;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Customers;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.domain.support.AttachmentFiles;
import dev.keyshelf.domain.support.AttachmentId;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.QuoteGrant;
import dev.keyshelf.domain.support.QuoteGrant.Outcome;
import dev.keyshelf.domain.support.QuoteGrant.Terms;
import dev.keyshelf.domain.support.ShowSupport;
import dev.keyshelf.domain.support.SupportQueue.Wanted;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import dev.keyshelf.domain.support.SupportRequests;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /v1/operator/support-requests} and {@code GET
 * /v1/operator/partners/{partnerId}/support-requests/{requestId}[/attachments/{attachmentId}]}:
 * shows operators the queue, a request with the credit that the terms give, and its files. Each of
 * these reads is recorded before it is answered.
 */
public final class ReadOperatorSupportHandler extends OperatorRouteHandler {
  private static final Terms BY_TERMS = new Terms(Optional.empty(), Map.of());

  private final ShowSupport showSupport;
  private final SupportRequests requests;
  private final Partners partners;
  private final Customers customers;
  private final Attachments attachments;
  private final AttachmentFiles files;
  private final QuoteGrant quotes;

  /** Creates the handler in Lambda, from its environment. */
  public ReadOperatorSupportHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadOperatorSupportHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.requests = wiring.supportRequests();
    this.partners = wiring.partners();
    this.customers = wiring.customers();
    this.attachments = wiring.attachments();
    this.showSupport =
        new ShowSupport(wiring.supportQueue(), requests, attachments, wiring.activityLog());
    this.files = wiring.attachmentFiles();
    this.quotes = new QuoteGrant(wiring.orders(), wiring.entitlements());
  }

  @Override
  protected Reply answer(OperatorCall call) {
    var path = call.request().pathParameters();
    if (!path.containsKey("requestId")) {
      return page(call);
    }
    Parameters.none(call.request());
    var partner = call.partner();
    var id = call.id("requestId", SupportRequestId::parse);
    return path.containsKey("attachmentId")
        ? file(partner, id, call.id("attachmentId", AttachmentId::parse), call.act())
        : showSupport
            .find(partner, id, call.act())
            .<Reply>map(request -> one(request, call.now(), Wording.of(call.request())))
            .orElseGet(Problem::notFound);
  }

  private Answer page(OperatorCall call) {
    var parameters = Parameters.of(call.request());
    var state =
        parameters.oneOf("state", SupportRequestState.class).orElse(SupportRequestState.OPEN);
    var partner = parameters.parsed("partnerId", "a partner's id", PartnerId::parse);
    var paging = Paging.of(call, parameters, OperatorJson.PLACES, state, partner);
    var page =
        showSupport.page(new Wanted(state, partner), paging.limit(), paging.after(), call.act());
    var wording = Wording.of(call.request());
    return wording.said(
        Answer.ok(paging.page(page.rows(), row -> OperatorJson.row(row, wording), page.next())));
  }

  private Answer one(SupportRequest request, Instant now, Wording wording) {
    var thread =
        SupportJson.thread(
            request,
            requests.notes(request.partner(), request.id()),
            attachments.list(request.partner(), request.id()),
            wording);
    var from = partners.find(request.partner()).map(Partner::name);
    var whose =
        customers
            .find(request.partner(), request.concern().customer().id())
            .map(Customer::companyName);
    var json = OperatorJson.named(thread, request, from, whose);
    quoted(request, now).ifPresent(quote -> json.set("quote", quote));
    return wording.said(Answer.ok(json));
  }

  /** Returns the credit by the terms, while the request can still be granted. */
  private Optional<ObjectNode> quoted(SupportRequest request, Instant now) {
    if (request.isClosed() || request.isGranted()) {
      return Optional.empty();
    }
    return switch (quotes.quote(request, BY_TERMS, now)) {
      case Outcome.NamesNoOrder(), Outcome.NoSuchLine _ -> Optional.empty();
      case Outcome.Quoted quoted -> Optional.of(GrantFields.byTerms(request, quoted));
    };
  }

  private Reply file(PartnerId partner, SupportRequestId request, AttachmentId id, Act act) {
    return showSupport
        .file(partner, request, id, act)
        .<Reply>map(each -> AttachmentJson.download(each, files.signDownload(each)))
        .orElseGet(Problem::notFound);
  }
}
