package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.TenantId;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class ReadCustomersHandlerTest {
  private static final Events LIST = Events.of("read-customers");
  private static final Events ONE =
      LIST.onRoute("GET /v1/customers/{customerId}")
          .withVariable("customerId", Story.CUSTOMER.value());

  private Wiring wiring;

  @BeforeEach
  void addTheCustomer(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    Story.exists(wiring.customers(), Story.customerIn("US"));
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new ReadCustomersHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  @Test
  void listsThePartnersCustomersOnly() {
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/items/0/customerId")).isEqualTo(Story.CUSTOMER.value());
    assertThat(answer(LIST.ofPartner("partner-b")).json().get("items")).isEmpty();
  }

  @Test
  void findsOneByIdAndByDomain() {
    assertThat(answer(ONE).at("/domain")).isEqualTo("northwind.example");
    assertThat(answer(LIST.withQuery("domain=Northwind.Example")).at("/items/0/customerId"))
        .isEqualTo(Story.CUSTOMER.value());
    assertThat(answer(LIST.withQuery("domain=nobody.example")).json().get("items")).isEmpty();
  }

  @Test
  void givesAPageAndTheCursorOfTheNext() {
    var first = Story.customerIn("US");
    Story.exists(
        wiring.customers(),
        new Customer(
            CustomerId.next(Story.BOUGHT_AT),
            Story.PARTNER,
            "Second",
            new TenantId("00000000-0000-0000-0000-000000000001"),
            new Domain("second.example"),
            first.market(),
            Story.BOUGHT_AT));

    var page = answer(LIST.withQuery("limit=1"));
    var next = answer(LIST.withQuery("limit=1&cursor=" + page.at("/next")));

    assertThat(page.at("/items/0/companyName")).isEqualTo("Northwind Traders");
    assertThat(next.at("/items/0/companyName")).isEqualTo("Second");
  }

  @Test
  void doesNotFindAnotherPartnersCustomer() {
    assertThat(answer(ONE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void refusesADomainThatIsNone() {
    assertThat(answer(LIST.withQuery("domain=a%20b")).refusal()).isEqualTo("400 validation");
    assertThat(answer(LIST.withQuery("domain=a.example&limit=1")).refusal())
        .isEqualTo("400 validation");
  }

  @Test
  void refusesAPageSizeThatIsNone() {
    assertThat(answer(LIST.withQuery("limit=0")).refusal()).isEqualTo("400 validation");
    assertThat(answer(LIST.withQuery("limit=201")).refusal()).isEqualTo("400 validation");
    assertThat(answer(LIST.withQuery("limit=1&limit=1")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void isForThoseWhoBuy() {
    assertThat(answer(LIST.from("ReferralAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
