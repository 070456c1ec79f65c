package dev.keyshelf.orders;

import static dev.keyshelf.testkit.Situations.ALL_ORDERS;
import static dev.keyshelf.testkit.Situations.ALL_SOFTWARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the lines of an order: all their faults at once, or their next steps. */
class OrderLinesTest {
  private static final Events ORDER = Events.of("place-order");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void openShop() {
    fixture.partnerIs(false);
    Catalogues.isPublished(fixture.ports().catalogueVersions(), Shelf.catalogue(), Instant.EPOCH);
  }

  private Reply orders(String market, String... lines) {
    fixture.customerIsIn(market);
    var json = new ArrayList<String>();
    for (var line : lines) {
      var parts = line.split(":", -1);
      json.add("{\"skuId\": \"%s\", \"quantity\": %s}".formatted(parts[0], parts[1]));
    }
    return fixture.send(
        PlaceOrderHandler::new, ORDER.withBody("{\"lines\": [" + String.join(", ", json) + "]}"));
  }

  private void expectNothingBought() {
    assertThat(
            fixture
                .ports()
                .orders()
                .list(Story.PARTNER, Story.CUSTOMER, ALL_ORDERS, 1, Optional.empty())
                .orders())
        .isEmpty();
    assertThat(
            fixture
                .ports()
                .entitlements()
                .list(Story.PARTNER, Story.CUSTOMER, ALL_SOFTWARE, 1, Optional.empty())
                .entitlements())
        .isEmpty();
  }

  private static List<String> faults(Reply reply) {
    var faults = new ArrayList<String>();
    for (var fault : reply.json().get("errors")) {
      faults.add(fault.get("pointer").asText() + " " + fault.get("code").asText());
    }
    return faults;
  }

  @Test
  void namesEveryFaultOf25LinesTogether() {
    var lines = new ArrayList<>(Collections.nCopies(15, "licence:1"));
    lines.addAll(
        List.of(
            "unheard-of:1", // 15
            "abroad:1",
            "reserved:1",
            "limited:1",
            "licence:11",
            "priceless:2", // 20
            "lawless:1",
            "reserved:11",
            "limited:99",
            "unheard-of:1"));

    var reply = orders("CN", lines.toArray(String[]::new));

    assertThat(reply.refusal()).as(reply.text()).isEqualTo("422 product-unavailable");
    assertThat(faults(reply))
        .containsExactly(
            "/lines/15/skuId product-unavailable",
            "/lines/16/skuId not-sold-in-market",
            "/lines/17/skuId not-sold-in-market",
            "/lines/18/skuId partner-not-eligible",
            "/lines/19/quantity validation",
            "/lines/20/quantity validation",
            "/lines/21/skuId not-sold-in-market",
            "/lines/22/quantity validation",
            "/lines/22/skuId not-sold-in-market",
            "/lines/23/quantity validation",
            "/lines/23/skuId partner-not-eligible",
            "/lines/24/skuId product-unavailable");
    expectNothingBought();
  }

  @Test
  void areRefusedByTheEditionThatClosesTheMarket() {
    var reply = orders("CN", "reserved:1");

    assertThat(reply.refusal()).isEqualTo("409 not-sold-in-market");
    assertThat(reply.at("/errors/0/detail"))
        .contains(
            "not sold in CN: edition 2020-01-21 of server-software sells no reservation there");
  }

  @Test
  void areRefusedByTheEditionThatOnlyEligiblePartnersSell() {
    var reply = orders("CN", "limited:1");

    assertThat(reply.refusal()).isEqualTo("403 partner-not-eligible");
    assertThat(reply.at("/errors/0/detail"))
        .contains("edition 2020-05-05 of on-premises is for eligible partners only");
  }

  @Test
  void areRefusedWhereNoEditionIsInForce() {
    assertThat(orders("CN", "lawless:1").at("/errors/0/detail"))
        .contains("no edition of no-edition is in force");
  }

  @Test
  void mustHaveOneCurrency() {
    var reply = orders("CN", "licence:1", "in-dollars:1", "licence:1", "in-dollars:2");

    assertThat(reply.refusal()).as(reply.text()).isEqualTo("409 currencies-differ");
    assertThat(faults(reply))
        .containsExactly("/lines/1/skuId currencies-differ", "/lines/3/skuId currencies-differ");
    expectNothingBought();
  }

  @Test
  void mayHaveTheSameSkuTwice() {
    var reply = orders("CN", "licence:1", "licence:10");

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/lines/1/quantity")).isEqualTo("10");
    assertThat(reply.at("/total/amount")).isEqualTo("1100.00");
  }

  @Test
  void areAtMost25() {
    var lines = new String[25];
    Arrays.fill(lines, "licence:1");

    assertThat(orders("CN", lines).at("/total/amount")).isEqualTo("2500.00");
  }

  @Test
  void ofAReservationOfferNeitherKeysNorLinksNorACancellation() {
    var reply = orders("US", "reserved:1");
    var line = reply.json().at("/lines/0");
    var software = "/v1/customers/%s/software/%s-1".formatted(Story.CUSTOMER, reply.at("/orderId"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(line.at("/terms/cancellation").asText()).isEqualTo("SUPPORT_REQUEST");
    assertThat(line.get("terms").has("cancellableUntil")).isFalse();
    assertThat(line.at("/terms/requestableUntil").asText()).isNotEmpty();
    assertThat(line.get("terms").has("link")).isFalse();
    assertThat(line.at("/links/software").asText()).isEqualTo(software);
    assertThat(line.get("links").has("keys")).isFalse();
    assertThat(line.get("links").has("links")).isFalse();
    assertThat(line.get("links").has("cancellation")).isFalse();
    assertThat(reply.json().get("links").has("cancellation")).isFalse();
  }

  @Test
  void ofALicenceOfferKeysLinksAndACancellation() {
    var reply = orders("US", "plan:1", "licence:1");
    var line = reply.json().at("/lines/1");
    var customer = "/v1/customers/" + Story.CUSTOMER;
    var software = customer + "/software/" + reply.at("/orderId") + "-2";
    var order = customer + "/orders/" + reply.at("/orderId");

    assertThat(line.at("/terms/cancellableUntil").asText()).isNotEmpty();
    assertThat(line.at("/terms/link/downloads").asInt()).isEqualTo(50);
    assertThat(line.at("/links/keys").asText()).isEqualTo(software + "/keys");
    assertThat(line.at("/links/links").asText()).isEqualTo(software + "/links");
    assertThat(line.at("/links/cancellation").asText()).isEqualTo(order + "/cancellation?lines=2");
    assertThat(reply.at("/links/cancellation")).isEqualTo(order + "/cancellation");
    assertThat(reply.json().at("/lines/0/links").has("keys")).isFalse();
  }
}
