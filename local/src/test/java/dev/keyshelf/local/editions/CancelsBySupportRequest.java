package dev.keyshelf.local.editions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests of an edition without self-service, where a refund needs a support request. */
interface CancelsBySupportRequest {
  Edition edition();

  String software();

  @Test
  default void quotesTheNeededSupportRequestInsteadOfACredit() {
    var quote = edition().quote(edition().buys("US", software() + ":2"));

    assertThat(quote.at("/cancellable")).isEqualTo("false");
    assertThat(quote.at("/credit/amount")).isEqualTo("0.00");
    assertThat(quote.at("/lines/0/code")).isEqualTo("needs-support-request");
  }

  @Test
  default void refusesASelfServiceCancelAndNamesItself() {
    var refused = edition().cancels(edition().buys("US", software() + ":1"));

    assertThat(refused.expectRefusal("409 needs-support-request").at("/detail"))
        .contains("by support request only", edition().name());
  }

  @Test
  default void cancelsWhenSupportGrantsTheRequest() {
    var order = edition().buys("US", software() + ":2");
    edition().keys(order).expect(200);
    var link = edition().link(order);
    var asked = edition().asksSupport(edition().cancels(order).expect(409));
    var decided = edition().decides(asked, "GRANT");

    assertThat(decided.at("/decision/result").asText()).as(decided.toString()).isEqualTo("GRANTED");
    edition().keys(order).expectRefusal("410 key-revoked");
    edition().starts(link).expectRefusal("410 link-revoked");
    assertThat(edition().row(order).at("/state")).isEqualTo("CANCELLED");
    assertThat(edition().agent().get(asked.header("Location")).expect(200).at("/state"))
        .isEqualTo("ANSWERED");
  }

  @Test
  default void creditsAGrantOnTheMonthsInvoice() {
    var order = edition().buys("US", software() + ":2");
    var asked = edition().asksSupport(edition().cancels(order).expect(409));
    var grant = edition().decides(asked, "GRANT").path("decision");
    var invoice =
        edition().agent().get("/v1/invoices/" + grant.path("invoiceMonth").asText() + "?limit=200");

    assertThat(Edition.money(grant.path("credit")))
        .isEqualTo(Edition.money(order.json().path("total")));
    assertThat(invoice.expect(200).json().path("entries"))
        .filteredOn(entry -> entry.path("id").asText().equals(grant.path("creditNoteId").asText()))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.path("kind").asText() + " " + entry.path("orderId").asText())
                    .isEqualTo("CREDIT_NOTE " + order.at("/orderId")));
  }

  @Test
  default void acceptsTheSupportRequestOfAQuoteUnchanged() {
    var order = edition().buys("US", software() + ":3");
    var quote = edition().agent().get(order.header("Location") + "/cancellation?lines=1:2");
    var body = (ObjectNode) quote.json().path("supportRequest").deepCopy();
    body.put("reasonCode", "WRONG_PRODUCT")
        .putObject("contact")
        .put("name", "Ada")
        .put("email", "ada@contoso.example");
    var asked = edition().agent().post("/v1/support-requests", body.toString()).expect(201);

    assertThat(asked.json().path("lines")).isEqualTo(quote.json().at("/supportRequest/lines"));
    edition().decides(asked, "GRANT");
    assertThat(edition().row(order).at("/state")).isEqualTo("PARTIALLY_CANCELLED");
  }

  @Test
  default void keysAndLinksStillWorkAfterSupportDeclines() {
    var order = edition().buys("US", software() + ":1");
    var link = edition().link(order);
    var asked = edition().asksSupport(edition().cancels(order).expect(409));
    edition().decides(asked, "DECLINE");

    edition().keys(order).expect(200);
    edition().starts(link).expect(200);
    assertThat(edition().row(order).at("/state")).isEqualTo("ACTIVE");
  }

  @Test
  default void offersTheSupportRequestUntilTheWindowCloses() {
    var order = edition().buys("US", software() + ":1");
    edition().at(edition().noon().plus(Edition.WINDOW).minusMillis(1));

    edition().cancels(order).expectRefusal("409 needs-support-request");
  }

  @Test
  default void keysAndLinksStillWorkAfterARefusedCancel() {
    var order = edition().buys("US", software() + ":1");
    var link = edition().link(order);
    edition().cancels(order).expect(409);

    edition().keys(order).expect(200);
    edition().starts(link).expect(200);
    assertThat(edition().row(order).at("/state")).isEqualTo("ACTIVE");
  }

  @Test
  default void promisesARequestInsteadOfACancelUntilTheWindowCloses() {
    var terms = edition().buys("US", software() + ":1").json().at("/lines/0/terms");

    assertThat(terms.has("cancellableUntil")).isFalse();
    assertThat(terms.path("requestableUntil").asText())
        .isEqualTo(edition().noon().plus(Edition.WINDOW).toString());
  }

  @Test
  default void showsNoDaysLeftForASelfServiceCancel() {
    var order = edition().buys("US", software() + ":1");
    edition().at(edition().noon().plus(Duration.ofDays(1)));

    assertThat(edition().row(order).at("/daysLeftToCancel")).isEqualTo("0");
  }
}
