package dev.keyshelf.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.billing.ReadInvoices;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.party.Buyer;
import dev.keyshelf.domain.resale.ComposeCharges;
import dev.keyshelf.domain.resale.ComposeCharges.Composed;
import dev.keyshelf.domain.resale.ReadRebilling;
import dev.keyshelf.domain.resale.StatementOfCharges;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrintChargesHandlerTest {
  private static final Events PRINT = Events.of("print-charges").from("AccountAdmin");
  private static final byte[] FILE = "%PDF".getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private final List<StatementOfCharges> rendered = new ArrayList<>();

  @BeforeEach
  void customerHasBought() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    fixture.bought(Story.licences());
  }

  private void customerHasBilling(Buyer company) {
    var before = customer();
    var billed =
        before
            .billed(Optional.of(company))
            .changed(before.companyName(), before.market(), before.contact());
    fixture.changed(before, billed);
  }

  private Customer customer() {
    return fixture.ports().customers().find(Story.PARTNER, Story.CUSTOMER).orElseThrow();
  }

  private void partnerSells() {
    fixture
        .ports()
        .parties()
        .publish(
            Story.PARTNER, Optional.empty(), Optional.of(ExampleParties.seller()), Story.BOUGHT_AT);
  }

  private Reply answer(Events event) {
    return fixture.send(
        wiring ->
            new PrintChargesHandler(
                wiring,
                statement -> {
                  rendered.add(statement);
                  return FILE;
                }),
        event);
  }

  @Test
  void rendersWhatTheCustomerIsCharged() {
    customerHasBilling(ExampleParties.buyer());
    partnerSells();

    var reply = answer(PRINT);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(Base64.getDecoder().decode(reply.text())).isEqualTo(FILE);
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"charges-2026-11-%s-USD.pdf\"".formatted(Story.CUSTOMER));
    var statement = rendered.getFirst();
    assertThat(statement.isClosed()).isFalse();
    assertThat(statement.seller()).isEqualTo(ExampleParties.seller());
    assertThat(statement.buyer()).isEqualTo(ExampleParties.buyer());
    assertThat(statement.totals().net().toString()).isEqualTo("1944.00 USD");
  }

  @Test
  void countsCreditsToo() {
    customerHasBilling(ExampleParties.buyer());
    partnerSells();
    fixture.cancelled();

    answer(PRINT);

    assertThat(rendered.getFirst().entries()).hasSize(2);
    assertThat(rendered.getFirst().totals().net().toString()).isEqualTo("0.00 USD");
  }

  @Test
  void namesEverythingThatIsMissing() {
    var reply = answer(PRINT);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.json().get("lacks").findValuesAsText("field"))
        .containsExactly(
            "partner.seller", "customer.billing.legalName", "customer.billing.address");
    assertThat(rendered).isEmpty();
  }

  @Test
  void namesTheSellerIfOnlyItIsMissing() {
    customerHasBilling(ExampleParties.buyer());

    assertThat(answer(PRINT).json().get("lacks").findValuesAsText("field"))
        .containsExactly("partner.seller");
  }

  @Test
  void namesTheLimitOfLines() {
    customerHasBilling(ExampleParties.buyer());
    partnerSells();
    fixture.cancelled();
    var ports = fixture.ports();
    var reading = new ReadInvoices(ports.ledger(), ports.invoices());
    var month = reading.month(Story.PARTNER, YearMonth.of(2026, 11));
    var rebilling = new ReadRebilling(reading, ports.priceLists(), ports.entitlements());

    var two = new ComposeCharges(rebilling, ports.customers(), ports.parties(), 2);
    var one = new ComposeCharges(rebilling, ports.customers(), ports.parties(), 1);

    assertThat(two.compose(month, Story.CUSTOMER, Optional.empty()))
        .isInstanceOf(Composed.Statements.class);
    assertThat(one.compose(month, Story.CUSTOMER, Optional.empty()))
        .isInstanceOfSatisfying(
            Composed.Incomplete.class,
            why -> assertThat(why.lacks().getFirst().field()).isEqualTo("lines"));
  }

  @Test
  void namesACharacterWithoutGlyph() {
    customerHasBilling(ExampleParties.buyer("Northwind \u0E01"));
    partnerSells();

    var reply = fixture.send(PrintChargesHandler::new, PRINT);

    assertThat(reply.refusal()).isEqualTo("406 document-not-available");
    assertThat(reply.at("/lacks/0/field")).isEqualTo("customer.billing.legalName");
  }

  @Test
  void doesNotFindAnotherPartnersCustomer() {
    var other = new PartnerId("partner-b");
    fixture
        .ports()
        .parties()
        .publish(other, Optional.empty(), Optional.of(ExampleParties.seller()), Story.BOUGHT_AT);

    assertThat(answer(PRINT.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
    assertThat(rendered).isEmpty();
  }

  @Test
  void doesNotFindAMonthWithoutCharges() {
    customerHasBilling(ExampleParties.buyer());
    partnerSells();

    assertThat(answer(PRINT.withVariable("month", "2026-10")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(PRINT.withVariable("month", "2026-13")).refusal()).isEqualTo("404 not-found");
    assertThat(answer(asking("&currency=EUR")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void needsACustomer() {
    assertThat(answer(PRINT.withQuery("currency=USD")).refusal()).isEqualTo("400 validation");
    assertThat(answer(PRINT.withQuery("customerId=northwind")).refusal())
        .isEqualTo("400 validation");
    assertThat(answer(asking("&limit=5")).refusal()).isEqualTo("400 validation");
    var missing = new CustomerId("01M7W3GHJ07VNQX5Q5KKJ0Z75H");
    assertThat(answer(PRINT.withQuery("customerId=" + missing)).refusal())
        .isEqualTo("404 not-found");
  }

  private static Events asking(String further) {
    return PRINT.withQuery("customerId=" + Story.CUSTOMER + further);
  }

  @Test
  void allowsOnlyAccountants() {
    customerHasBilling(ExampleParties.buyer());
    partnerSells();

    assertThat(answer(PRINT.from("GlobalAdmin")).status()).isEqualTo(200);
    assertThat(answer(PRINT.from("AdminAgent")).refusal()).isEqualTo("403 role-required");
  }
}
