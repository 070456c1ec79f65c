package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
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
class CreateCustomerHandlerTest {
  private static final Events CREATE = Events.of("create-customer");

  private Wiring wiring;

  @BeforeEach
  void open(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), new StoppedClock());
    Story.partnerIs(wiring.partners(), false);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new CreateCustomerHandler(wiring)::handleRequest,
        APIGatewayV2HTTPEvent.class,
        Context.class);
  }

  private static Events creating(String name, String tenant, String domain) {
    return CREATE
        .again()
        .withBody(
            """
            {"companyName": "%s", "tenantId": "%s", "domain": "%s", "market": "US"}
            """
                .formatted(name, tenant, domain));
  }

  @Test
  void createsTheCustomerOfTheEvent() {
    var reply = answer(CREATE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/companyName")).isEqualTo("Northwind Traders");
    assertThat(reply.header("Location")).isEqualTo("/v1/customers/" + reply.at("/customerId"));
    var id = new CustomerId(reply.at("/customerId"));
    assertThat(wiring.customers().find(Story.PARTNER, id)).isPresent();
  }

  @Test
  void answersARetryWithTheFirstAnswer() {
    var first = answer(CREATE);
    var second = answer(CREATE);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void refusesADomainThatIsTakenInWhateverWayItIsWritten() {
    answer(CREATE);

    var twin = creating("B", "00000000-0000-0000-0000-000000000001", "NorthWind.example.");
    assertThat(answer(twin).refusal()).isEqualTo("409 domain-taken");
    assertThat(answer(twin.ofPartner("partner-b")).status()).isEqualTo(201);
  }

  @Test
  void refusesATenantThatIsTaken() {
    answer(CREATE);

    var twin = creating("B", "E9DA86D3-51CF-4A76-A2D8-C50195C3F466", "b.example");
    assertThat(answer(twin).refusal()).isEqualTo("409 tenant-taken");
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    var reply = answer(creating("\\u202e", "not-a-guid", "10.0.0.1"));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/companyName", "/tenantId", "/domain");
  }

  @Test
  void keepsWhatLooksLikeCodeAsText() {
    var reply =
        answer(
            creating(
                "<script>${jndi:ldap://x}{{7*7}}",
                "00000000-0000-0000-0000-000000000002",
                "b.example"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(reply.at("/companyName")).isEqualTo("<script>${jndi:ldap://x}{{7*7}}");
  }

  @Test
  void refusesASuspendedPartner() {
    Story.partnerIs(wiring.partners(), true);

    assertThat(answer(CREATE).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void isForThoseWhoBuy() {
    assertThat(answer(CREATE.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
