package dev.keyshelf.local.api;

import java.util.List;
import java.util.Set;

/**
 * Who may use a route, and how it answers.
 *
 * @param route the method and the path, as template.yaml has them
 * @param may roles, one of which a user of a partner needs; {@code Operator} for operators' routes;
 *     empty for a route that needs no token
 * @param own the status for things of the user's own partner
 * @param lacking the status and code for things of another partner, or for missing things; empty if
 *     the route names no such thing
 */
record Access(String route, Set<String> may, int own, String lacking) {
  private static final Set<String> BUYERS = Set.of("AdminAgent", "GlobalAdmin");
  private static final Set<String> AGENTS = Set.of("AdminAgent");
  private static final Set<String> ADMINS = Set.of("GlobalAdmin");
  private static final Set<String> ACCOUNTANTS = Set.of("GlobalAdmin", "AccountAdmin");
  private static final Set<String> PAYERS = Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin");
  private static final Set<String> LOG_READERS =
      Set.of("GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");
  private static final Set<String> EVERYBODY =
      Set.of("AdminAgent", "GlobalAdmin", "AccountAdmin", "ReferralAdmin", "MarketingContentAdmin");
  private static final Set<String> NO_TOKEN = Set.of();
  private static final Set<String> OPERATORS = Set.of("Operator");

  private static final String NOT_FOUND = "404 not-found";
  private static final String UNKNOWN = "404 link-unknown";

  private static final String CUSTOMER = "/v1/customers/{customerId}";
  private static final String SOFTWARE = CUSTOMER + "/software";
  private static final String ENTITLEMENT = SOFTWARE + "/{entitlementId}";
  private static final String ORDER = CUSTOMER + "/orders/{orderId}";
  private static final String SUPPORT = "/v1/support-requests";
  private static final String REQUEST = SUPPORT + "/{requestId}";
  private static final String ATTACHMENT = REQUEST + "/attachments/{attachmentId}";

  private static final String OPERATOR = "/v1/operator";
  private static final String OF_PARTNER =
      OPERATOR + "/partners/{partnerId}/support-requests/{requestId}";

  private static final String STOCK = OPERATOR + "/stock";

  private static final String PRICE_LISTS = "/v1/resale/price-lists";
  private static final String PRICE_LIST = PRICE_LISTS + "/{priceListId}";

  /** All rows. The build fails if a route has no row or a row has no route. */
  static final List<Access> ROWS =
      List.of(
          new Access("GET /v1/catalog/products", EVERYBODY, 200, ""),
          new Access("GET /v1/catalog/products/{productId}", EVERYBODY, 200, ""),
          new Access("POST /v1/customers", BUYERS, 201, ""),
          new Access("GET /v1/customers", BUYERS, 200, ""),
          new Access("GET " + CUSTOMER, BUYERS, 200, NOT_FOUND),
          new Access("PATCH " + CUSTOMER, BUYERS, 200, NOT_FOUND),
          new Access("POST " + CUSTOMER + "/contact/erasure", BUYERS, 200, NOT_FOUND),
          new Access("POST " + CUSTOMER + "/orders", BUYERS, 201, NOT_FOUND),
          new Access("GET " + CUSTOMER + "/orders", BUYERS, 200, NOT_FOUND),
          new Access("GET " + ORDER, BUYERS, 200, NOT_FOUND),
          new Access("GET /v1/orders", BUYERS, 200, ""),
          new Access("GET " + SOFTWARE, BUYERS, 200, NOT_FOUND),
          new Access("GET /v1/software", BUYERS, 200, ""),
          new Access("GET " + ENTITLEMENT, BUYERS, 200, NOT_FOUND),
          new Access("GET " + ENTITLEMENT + "/hybrid-benefit", BUYERS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/keys", AGENTS, 200, NOT_FOUND),
          new Access("GET " + ENTITLEMENT + "/keys", BUYERS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/keys/{ordinal}/rotation", AGENTS, 200, NOT_FOUND),
          new Access("POST /v1/key-lookups", BUYERS, 200, ""),
          new Access("POST " + ENTITLEMENT + "/links", AGENTS, 201, NOT_FOUND),
          new Access("GET " + ENTITLEMENT + "/links", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/links/revocation", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ENTITLEMENT + "/links/{linkId}/revocation", AGENTS, 200, NOT_FOUND),
          new Access("GET " + ORDER + "/cancellation", AGENTS, 200, NOT_FOUND),
          new Access("POST " + ORDER + "/cancellation", AGENTS, 200, NOT_FOUND),
          // A batch answers for each order separately.
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
          new Access("GET /v1/activity/users", LOG_READERS, 200, ""),
          new Access("GET /v1/events", LOG_READERS, 200, ""),
          new Access("POST " + WebhookSteps.ALL, ADMINS, 201, ""),
          new Access("GET " + WebhookSteps.ALL, ADMINS, 200, ""),
          new Access("GET " + WebhookSteps.ONE, ADMINS, 200, NOT_FOUND),
          new Access("PATCH " + WebhookSteps.ONE, ADMINS, 200, NOT_FOUND),
          new Access("DELETE " + WebhookSteps.ONE, ADMINS, 204, NOT_FOUND),
          new Access("POST " + WebhookSteps.ONE + "/secret", ADMINS, 200, NOT_FOUND),
          new Access("POST " + WebhookSteps.ONE + "/ping", ADMINS, 202, NOT_FOUND),
          new Access("POST " + WebhookSteps.ONE + "/redeliveries", ADMINS, 202, NOT_FOUND),
          new Access("GET " + WebhookSteps.ONE + "/deliveries", ADMINS, 200, NOT_FOUND),
          new Access(
              "GET /.well-known/webhook-keys/{partnerId}/{webhookId}", NO_TOKEN, 200, NOT_FOUND),
          new Access("GET /v1/invoices", PAYERS, 200, ""),
          new Access("GET /v1/invoices/{month}", PAYERS, 200, ""),
          new Access("GET /v1/invoices/{month}/preview", PAYERS, 200, ""),
          new Access("GET /v1/documents/{number+}", PAYERS, 200, NOT_FOUND),
          new Access("GET /v1/balance", ACCOUNTANTS, 200, ""),
          new Access("GET /v1/statements/{month}", ACCOUNTANTS, 200, ""),
          new Access("GET /v1/statements/{month}/pdf", ACCOUNTANTS, 200, ""),
          new Access("GET /v1/rebilling/{month}", ACCOUNTANTS, 200, ""),
          new Access("GET /v1/rebilling/{month}/pdf", ACCOUNTANTS, 200, NOT_FOUND),
          new Access("GET " + PRICE_LISTS, ACCOUNTANTS, 200, ""),
          new Access("GET " + PRICE_LIST, ACCOUNTANTS, 200, NOT_FOUND),
          new Access("POST " + PRICE_LIST + "/versions", ACCOUNTANTS, 200, NOT_FOUND),
          new Access(
              "POST " + PRICE_LIST + "/versions/{validFrom}/removal", ACCOUNTANTS, 200, NOT_FOUND),
          new Access("GET " + OPERATOR + "/support-requests", OPERATORS, 200, ""),
          new Access("GET " + OF_PARTNER, OPERATORS, 200, NOT_FOUND),
          new Access("POST " + OF_PARTNER + "/answers", OPERATORS, 201, NOT_FOUND),
          new Access("POST " + OF_PARTNER + "/decision", OPERATORS, 200, NOT_FOUND),
          new Access(
              "GET " + OF_PARTNER + "/attachments/{attachmentId}", OPERATORS, 200, NOT_FOUND),
          new Access("GET " + STOCK, OPERATORS, 200, ""),
          new Access("GET " + STOCK + "/{pool}", OPERATORS, 200, ""),
          new Access("GET " + STOCK + "/{pool}/batches/{batch}/customers", OPERATORS, 200, ""),
          new Access("GET " + STOCK + "/changes/{changeId}", OPERATORS, 200, ""),
          new Access("POST " + STOCK + "/changes", OPERATORS, 200, ""),
          new Access("GET " + OPERATOR + "/imports", OPERATORS, 200, ""),
          new Access("GET " + OPERATOR + "/imports/reports", OPERATORS, 200, ""),
          new Access("GET " + OPERATOR + "/seals", OPERATORS, 200, ""),
          new Access("GET " + OPERATOR + "/alarms", OPERATORS, 200, ""),
          new Access("GET /d/{token}", NO_TOKEN, 200, UNKNOWN),
          new Access("HEAD /d/{token}", NO_TOKEN, 200, "404 "),
          new Access("POST /d/{token}", NO_TOKEN, 200, UNKNOWN),
          new Access("GET /d/{token}/{download}", NO_TOKEN, 307, UNKNOWN),
          new Access("HEAD /d/{token}/{download}", NO_TOKEN, 200, "404 "),
          new Access("GET /d/{link+}", NO_TOKEN, 303, UNKNOWN),
          new Access("HEAD /d/{link+}", NO_TOKEN, 303, "404 "));

  /** Returns whether a user of a partner with these roles may use the route. */
  boolean isFor(Set<String> roles) {
    return may.isEmpty() || (!isForOperators() && roles.stream().anyMatch(may::contains));
  }

  boolean isForOperators() {
    return may.equals(OPERATORS);
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
