package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadCatalogueHandlerTest {
  private static final Events LIST = Events.of("read-catalogue");
  private static final Events ONE =
      LIST.onRoute("GET /v1/catalog/products/{productId}")
          .withVariable("productId", "windows-server-2019-standard");

  private Wiring wiring;

  @BeforeEach
  void publish(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    wiring.catalogueVersions().publish(Story.catalogue(), Instant.EPOCH);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadCatalogueHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  @Test
  void listsWhatIsSoldInTheMarket() {
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("items").findValuesAsText("productId"))
        .containsExactly("limited", "windows-server-2019-standard");
    assertThat(answer(LIST.withQuery("market=DE")).json().get("items")).hasSize(1);
    assertThat(answer(LIST.withQuery("market=JP")).json().get("items")).isEmpty();
  }

  @Test
  void showsAProductWithItsPricesTermsAndFiles() {
    var reply = answer(ONE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().get("skus"))
        .filteredOn(sku -> sku.get("available").asBoolean())
        .extracting(sku -> sku.at("/unitPrice/amount").asText())
        .containsExactlyInAnyOrder("972.00", "90000000000000000.00");
    assertThat(reply.at("/terms/edition")).isEqualTo("2020-01-21");
    assertThat(reply.at("/artifacts/0/sha256")).isEqualTo(Story.file().sha256());
    assertThat(reply.text()).doesNotContain(Story.file().objectKey());
  }

  @Test
  void doesNotFindAProductThatIsNotThere() {
    assertThat(answer(ONE.withVariable("productId", "nothing")).refusal())
        .isEqualTo("404 not-found");
    assertThat(answer(ONE.withVariable("productId", "SKU#1")).refusal()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "market=", "market=ZZ", "market=us", "market=US&market=DE"})
  void needsOneMarketThatIsACountry(String query) {
    var reply = answer(LIST.withQuery(query));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo("market");
  }

  @Test
  void isForEveryRoleAndForNobodyWithoutOne() {
    assertThat(answer(LIST.from("MarketingContentAdmin")).status()).isEqualTo(200);
    assertThat(answer(LIST.from("Nobody")).refusal()).isEqualTo("403 role-required");
  }
}
