package dev.keyshelf.local.api;

import java.util.List;
import java.util.Set;

/**
 * Who may use a route, and what is answered then.
 *
 * @param route as template.yaml has it, method first
 * @param may the roles of which a user needs one; empty for a route that asks for no token
 * @param own what is answered on what is the user's own
 * @param lacking what is answered on what is another's, or nobody's; empty where nothing that could
 *     be another's is named
 */
record Access(String route, Set<String> may, int own, String lacking) {
  private static final Set<String> BUYERS = Set.of("AdminAgent", "GlobalAdmin");
  private static final Set<String> AGENTS = Set.of("AdminAgent");
  private static final Set<String> PAYERS = Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin");
  private static final Set<String> LOG_READERS =
      Set.of("GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");
  private static final Set<String> EVERYBODY =
      Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");
  private static final Set<String> NO_TOKEN = Set.of();

  private static final String NOT_FOUND = "404 not-found";
  private static final String UNKNOWN = "404 link-unknown";

  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String SOFTWARE = CUSTOMER + "/software";
  private static final String ENTITLEMENT = SOFTWARE + "/{entitlementId}";
  private static final String ORDER = CUSTOMER + "/orders/{orderId}";
  private static final String SUPPORT = "/v1/support-requests";
  private static final String REQUEST = SUPPORT + "/{requestId}";
  private static final String ATTACHMENT = REQUEST + "/attachments/{attachmentId}";

  /** A route that is not here fails the build, and so does a row without a route. */
  static final List<Access> ROWS =
      List.of(
          new Access("GET /v1/catalog/products", EVERYBODY, 200, ""),
          new Access("GET /v1/catalog/products/{productId}", EVERYBODY, 200, ""),
          new Access("POST /v1/customers", BUYERS, 201, ""),
          new Access("GET /v1/customers", BUYERS, 200, ""),
          new Access("GET " + CUSTOMER, BUYERS, 200, NOT_FOUND),
          new Access("PATCH " + CUSTOMER, BUYERS, 200, NOT_FOUND),
          new Access("POST " + CUSTOMER + "/orders", BUYERS, 201, NOT_FOUND),
          new Access("GET " + CUSTOMER + "/orders", BUYERS, 200, NOT_FOUND),
          new Access("GET " + ORDER, BUYERS, 200, NOT_FOUND),
          new Access("GET " + SOFTWARE, BUYERS, 200, NOT_FOUND),
          new Access("GET " + ENTITLEMENT, BUYERS, 200, NOT_FOUND),
          new Access("GET " + ENTITLEMENT + "/hybrid-benefit", BUYERS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/keys", AGENTS, 200, NOT_FOUND),
          new Access("GET " + ENTITLEMENT + "/keys", BUYERS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/keys/{ordinal}/rotation", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/links", AGENTS, 201, NOT_FOUND),
          new Access("GET " + ENTITLEMENT + "/links", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/links/revocation", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/links/{linkId}/revocation", AGENTS, 200, NOT_FOUND),
          new Access("GET " + ORDER + "/cancellation", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ORDER + "/cancellation", AGENTS, 200, NOT_FOUND),
          // Each order of a batch is answered for itself.
          new Access("POST /v1/cancellations", AGENTS, 200, "200 "),
          new Access("POST " + SUPPORT, BUYERS, 201, NOT_FOUND),
          new Access("GET " + SUPPORT, BUYERS, 200, ""),
          new Access("GET " + REQUEST, BUYERS, 200, NOT_FOUND),
          new Access("POST " + REQUEST + "/notes", BUYERS, 201, NOT_FOUND),
          new Access("POST " + REQUEST + "/closure", BUYERS, 200, NOT_FOUND),
          new Access("POST " + REQUEST + "/attachments", BUYERS, 201, NOT_FOUND),
          new Access("GET " + ATTACHMENT, BUYERS, 200, NOT_FOUND),
          new Access("POST " + ATTACHMENT + "/complete", BUYERS, 200, NOT_FOUND),
          new Access("GET /v1/activity", LOG_READERS, 200, ""),
          new Access("GET /v1/invoices", PAYERS, 200, ""),
          new Access("GET /v1/invoices/{month}", PAYERS, 200, ""),
          new Access("GET /d/{token}", NO_TOKEN, 200, UNKNOWN),
          new Access("HEAD /d/{token}", NO_TOKEN, 200, "404 "),
          new Access("POST /d/{token}", NO_TOKEN, 200, UNKNOWN),
          new Access("GET /d/{token}/{download}", NO_TOKEN, 307, UNKNOWN),
          new Access("HEAD /d/{token}/{download}", NO_TOKEN, 200, "404 "),
          new Access("GET /d/{link+}", NO_TOKEN, 303, UNKNOWN),
          new Access("HEAD /d/{link+}", NO_TOKEN, 303, "404 "));

  /** Gives whether a user with these roles may use it. */
  boolean isFor(Set<String> roles) {
    return may.isEmpty() || roles.stream().anyMatch(may::contains);
  }

  boolean needsAToken() {
    return !may.isEmpty();
  }

  String method() {
    return route.substring(0, route.indexOf(' '));
  }

  @Override
  public String toString() {
    return route;
  }
}
