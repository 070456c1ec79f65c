package dev.keyshelf.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.domain.catalog.Product;
import dev.keyshelf.domain.catalog.Titles;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Listed;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders keep their titles in each language that the catalogue knew at the purchase. */
class TitlesOfOrdersTest {
  private static final Events PLACE = Events.of("place-order");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void publish() {
    fixture.customerIsIn("US");
    fixture.partnerIs(false);
    publish("2026-11", "윈도우 서버", Instant.EPOCH);
  }

  private void publish(String version, String korean, Instant suppliedAt) {
    var story = Story.catalogue();
    var plain = story.products().getFirst();
    var product =
        new Product(
            plain.product().id(),
            plain.product().program(),
            new Titles(plain.product().title(), Map.of(SpokenLanguage.KOREAN, korean)),
            plain.product().kind(),
            plain.product().cancellation(),
            plain.product().window());
    var sku = Listed.of(product, "ws2019-std-16core").titled("16-core licence pack").sku();
    var offers = plain.offers().stream().filter(each -> each.sku().equals(sku.id())).toList();
    var entry = new CatalogueVersion.Entry(product, List.of(sku), offers, List.of());
    Catalogues.isPublished(
        fixture.ports().catalogueVersions(),
        new CatalogueVersion(version, story.terms(), List.of(entry)),
        suppliedAt);
  }

  private Reply order(Reply placed, String language) {
    var id = placed.at("/orderId");
    return fixture.send(
        ReadOrdersHandler::new,
        Events.of("read-orders")
            .onRoute("GET /v1/customers/{customerId}/orders/{orderId}")
            .withVariable("orderId", id)
            .withHeader("accept-language", language));
  }

  @Test
  void areShownInThePreferredLanguageOfEachReader() {
    var placed = fixture.send(PlaceOrderHandler::new, PLACE.withHeader("accept-language", "ko"));

    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.at("/lines/0/productTitle")).isEqualTo("윈도우 서버");
    assertThat(placed.header("Content-Language")).isEqualTo("en, ko");
    assertThat(order(placed, "ko").at("/lines/0/productTitle")).isEqualTo("윈도우 서버");
    assertThat(order(placed, "en").at("/lines/0/productTitle"))
        .isEqualTo("Windows Server 2019 Standard");
    var software =
        fixture.send(
            ReadSoftwareHandler::new,
            Events.of("read-software").withHeader("accept-language", "ko"));
    assertThat(software.at("/items/0/productTitle")).isEqualTo("윈도우 서버");
    assertThat(software.header("Vary")).isEqualTo("Accept-Language");
  }

  @Test
  void stayAsTheyWereAtThePurchase() {
    var placed = fixture.send(PlaceOrderHandler::new, PLACE);
    publish("2026-12", "다른 제품", Story.BOUGHT_AT);

    assertThat(order(placed, "ko").at("/lines/0/productTitle")).isEqualTo("윈도우 서버");
  }
}
