package dev.keyshelf.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.OperatorInvocationHandler;
import dev.keyshelf.api.Wording;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SupportRequestId;
import dev.keyshelf.domain.support.Attachments;
import dev.keyshelf.domain.support.QuoteGrant;
import dev.keyshelf.domain.support.QuoteGrant.Outcome;
import dev.keyshelf.domain.support.QuoteGrant.Terms;
import dev.keyshelf.domain.support.SupportRequest;
import dev.keyshelf.domain.support.SupportRequestState;
import dev.keyshelf.domain.support.SupportRequests;
import dev.keyshelf.domain.support.SupportRequests.Wanted;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Body;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows an operator a partner's support requests, or one request with its notes and the credit of a
 * grant. It has no route: the operator invokes it with AWS credentials.
 */
public final class ShowSupportRequestsHandler extends OperatorInvocationHandler {
  private static final int LONGEST_ID = 64;
  private static final int PAGE = 100;
  private static final String QUOTE = "quote";

  private final SupportRequests requests;
  private final Attachments attachments;
  private final QuoteGrant quotes;

  /** Creates the handler in Lambda, from its environment. */
  public ShowSupportRequestsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ShowSupportRequestsHandler(Wiring wiring) {
    super(wiring.clock());
    this.requests = wiring.supportRequests();
    this.attachments = wiring.attachments();
    this.quotes = new QuoteGrant(wiring.orders(), wiring.entitlements());
  }

  @Override
  protected Reply answer(Body event, String fingerprint, Instant now) {
    var partner = event.parsed("partner", LONGEST_ID, "a partner's id", PartnerId::parse);
    var id = request(event, "requestId");
    var state = event.optionalOneOf("state", SupportRequestState.class);
    var after = request(event, "after");
    var quote = event.optionalObject(QUOTE).map(GrantFields::read);
    if (event.has(QUOTE) && !event.has("requestId")) {
      event.fault(QUOTE, "needs a requestId");
    }
    event.done();
    return id.isPresent()
        ? requests
            .find(partner.orElseThrow(), id.get())
            .map(
                request ->
                    quote.map(terms -> quoted(request, terms, now)).orElseGet(() -> one(request)))
            .orElseGet(Problem::notFound)
        : page(partner.orElseThrow(), new Wanted(state, Optional.empty()), after);
  }

  private static Optional<SupportRequestId> request(Body event, String name) {
    return event.optionalParsed(
        name, LONGEST_ID, "a support request's id", SupportRequestId::parse);
  }

  private Reply one(SupportRequest request) {
    return Answer.ok(thread(request));
  }

  private ObjectNode thread(SupportRequest request) {
    return SupportJson.thread(
        request,
        requests.notes(request.partner(), request.id()),
        attachments.list(request.partner(), request.id()),
        Wording.english());
  }

  /** Returns the request with the quote of a grant, before it is decided. */
  private Reply quoted(SupportRequest request, Terms terms, Instant now) {
    return switch (quotes.quote(request, terms, now)) {
      case Outcome.NamesNoOrder() -> SupportProblems.namesNoOrder();
      case Outcome.NoSuchLine(var line) -> SupportProblems.noSuchLine(line);
      case Outcome.Quoted quoted ->
          Answer.ok(thread(request).set(QUOTE, GrantFields.quote(request, quoted)));
    };
  }

  private Answer page(PartnerId partner, Wanted wanted, Optional<SupportRequestId> after) {
    var page = requests.list(partner, wanted, PAGE, after);
    var json = Json.object();
    var items = json.putArray("items");
    page.requests().forEach(request -> items.add(SupportJson.summary(request, Wording.english())));
    page.next().ifPresent(next -> json.put("after", next.value()));
    return Answer.ok(json);
  }
}
