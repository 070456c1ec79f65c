package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.http.Cursor;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCustomersHandlerTest {
  private static final Events LIST = Events.of("read-customers");
  private static final Events ONE =
      LIST.onRoute("GET /v1/customers/{customerId}")
          .withVariable("customerId", Story.CUSTOMER.value());

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void addTheCustomer() {
    fixture.customerIsIn("US");
  }

  private Reply answer(Events event) {
    return fixture.send(ReadCustomersHandler::new, event);
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
  void findsOnlyTheExactDomain() {
    assertThat(answer(LIST.withQuery("domain=northwind\u00df.example")).json().get("items"))
        .isEmpty();
    assertThat(answer(LIST.withQuery("domain=xn--a.example")).refusal())
        .isEqualTo("400 validation");
  }

  @Test
  void returnsAPageAndTheCursorOfTheNext() {
    named("Second", 1);

    var page = answer(LIST.withQuery("limit=1"));
    var next = answer(LIST.withQuery("limit=1&cursor=" + page.at("/next")));

    assertThat(page.at("/items/0/companyName")).isEqualTo("Northwind Traders");
    assertThat(next.at("/items/0/companyName")).isEqualTo("Second");
  }

  private Customer named(String name, int number) {
    var customer =
        Situations.aCustomer(
            CustomerId.next(Story.BOUGHT_AT),
            Story.PARTNER,
            name,
            "d%s.example".formatted(number),
            String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", number),
            Situations.US,
            Story.BOUGHT_AT);
    fixture.exists(customer);
    return customer;
  }

  private static List<String> names(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().get("items").findValuesAsText("companyName");
  }

  @Test
  void findsByNamePrefixInAnyCaseSortedByName() {
    named("northern lights", 1);
    named("NORTH", 2);
    named("Southwind", 3);

    assertThat(names(answer(LIST.withQuery("namePrefix=nOrTh"))))
        .containsExactly("NORTH", "northern lights", "Northwind Traders");
    assertThat(names(answer(LIST.withQuery("namePrefix=Northwind%20T"))))
        .containsExactly("Northwind Traders");
    assertThat(names(answer(LIST.withQuery("namePrefix=wind")))).isEmpty();
    assertThat(names(answer(LIST.ofPartner("partner-b").withQuery("namePrefix=north")))).isEmpty();
  }

  @Test
  void findsByWordsInsideTheNameWithoutAccents() {
    named("B\u00fcro GmbH", 1);
    named("Traders GmbH", 2);

    assertThat(names(answer(LIST.withQuery("name=buro")))).containsExactly("B\u00fcro GmbH");
    assertThat(names(answer(LIST.withQuery("name=trade"))))
        .containsExactly("Northwind Traders", "Traders GmbH");
    assertThat(names(answer(LIST.withQuery("name=gmbh%20buro")))).containsExactly("B\u00fcro GmbH");
    assertThat(names(answer(LIST.ofPartner("partner-b").withQuery("name=gmbh")))).isEmpty();
  }

  @Test
  void givesAPageByWordsAndTheCursorOfTheNext() {
    named("Traders GmbH", 2);
    var page = answer(LIST.withQuery("name=trade&limit=1"));
    var cursor = page.at("/next");

    assertThat(names(answer(LIST.withQuery("name=TRADE&limit=1&cursor=" + cursor))))
        .containsExactly("Traders GmbH");
    assertThat(answer(LIST.withQuery("namePrefix=trade&cursor=" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
    assertThat(answer(LIST.withQuery("name=trade&include=archived&cursor=" + cursor)).refusal())
        .isEqualTo("400 cursor-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=",
        "name=%26",
        "name=a&namePrefix=a",
        "name=a&domain=a.example",
        "include=everything",
        "include=archived&tenantId=00000000-0000-0000-0000-000000000009"
      })
  void refusesWhatCannotBeAskedOrNotTogether(String query) {
    assertThat(answer(LIST.withQuery(query)).refusal()).isEqualTo("400 validation");
  }

  @Test
  void leavesOutArchivedCustomersUnlessAskedForThem() {
    var archived = named("North", 1);
    var after =
        archived
            .archived(Optional.of(Story.BOUGHT_AT))
            .changed("North", archived.market(), Optional.empty());
    fixture.changed(archived, after);

    for (var query : List.of("limit=9", "namePrefix=north", "name=north")) {
      assertThat(names(answer(LIST.withQuery(query)))).containsExactly("Northwind Traders");
      assertThat(names(answer(LIST.withQuery(query + "&include=archived"))))
          .containsExactlyInAnyOrder("North", "Northwind Traders");
    }
    assertThat(answer(LIST.withQuery("domain=d1.example")).at("/items/0/state"))
        .isEqualTo("ARCHIVED");
  }

  @Test
  void returnsAPageByNameAndTheCursorOfTheNext() {
    named("northern lights", 1);
    named("NORTH", 2);

    var page = answer(LIST.withQuery("namePrefix=north&limit=2"));
    var next = answer(LIST.withQuery("namePrefix=NORTH&limit=2&cursor=" + page.at("/next")));

    assertThat(names(page)).containsExactly("NORTH", "northern lights");
    assertThat(names(next)).containsExactly("Northwind Traders");
    assertThat(next.json().has("next")).isFalse();
  }

  @Test
  void refusesTheCursorOfAnotherQuery() {
    named("North", 1);
    var byName = answer(LIST.withQuery("namePrefix=north&limit=1")).at("/next");
    var plain = answer(LIST.withQuery("limit=1")).at("/next");

    for (var query :
        List.of(
            "cursor=" + byName,
            "namePrefix=nor&cursor=" + byName,
            "namePrefix=north&cursor=" + plain)) {
      assertThat(answer(LIST.withQuery(query)).at("/errors/0/parameter"))
          .as(query)
          .isEqualTo("cursor");
    }
  }

  /** A cursor's fingerprint is no secret, so the text after it must be checked before use. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "01M7W2Y7M0PV25GRW7BRT4GZ53",
        "01M7W2Y7M0PV25GRW7BRT4GZ53south",
        "01M7W2Y7M0PV25GRW7BRT4GZ5#north",
        "01M7W2Y7M0PV25GRW7BRT4GZ53north\tx"
      })
  void refusesAForgedCursor(String position) {
    assertThat(forged("01M7W2Y7M0PV25GRW7BRT4GZ53north").status()).isEqualTo(200);
    assertThat(forged(position).refusal()).isEqualTo("400 cursor-invalid");
  }

  private Reply forged(String position) {
    var cursor = Cursor.write(position, "GET /v1/customers", "north");
    return answer(LIST.withQuery("namePrefix=north&cursor=" + cursor));
  }

  @Test
  void findsOneByItsTenantInEitherCase() {
    var found = answer(LIST.withQuery("tenantId=E9DA86D3-51cf-4a76-a2d8-c50195c3f466"));

    assertThat(names(found)).containsExactly("Northwind Traders");
    assertThat(names(answer(LIST.withQuery("tenantId=00000000-0000-0000-0000-000000000009"))))
        .isEmpty();
    assertThat(
            names(
                answer(
                    LIST.ofPartner("partner-b")
                        .withQuery("tenantId=e9da86d3-51cf-4a76-a2d8-c50195c3f466"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "domain=a.example&tenantId=e9da86d3-51cf-4a76-a2d8-c50195c3f466, tenantId",
    "domain=a.example&namePrefix=a, namePrefix",
    "tenantId=e9da86d3-51cf-4a76-a2d8-c50195c3f466&namePrefix=a, namePrefix",
    "domain=a.example&limit=1, limit",
    "tenantId=e9da86d3-51cf-4a76-a2d8-c50195c3f466&cursor=x, cursor",
    "domain=a%20b, domain",
    "tenantId=1, tenantId",
    "namePrefix=, namePrefix",
    "namePrefix=%20, namePrefix",
    "namePrefix=a%00, namePrefix",
    "namePrefix=a&namePrefix=b, namePrefix",
    "nam=a, nam"
  })
  void namesTheParameterThatIsWrong(String query, String parameter) {
    var reply = answer(LIST.withQuery(query));

    assertThat(reply.refusal()).isEqualTo("400 validation");
    assertThat(reply.at("/errors/0/parameter")).isEqualTo(parameter);
  }

  @Test
  void refusesAPrefixThatIsLongerThanAnyName() {
    assertThat(answer(LIST.withQuery("namePrefix=" + "a".repeat(200))).status()).isEqualTo(200);
    assertThat(answer(LIST.withQuery("namePrefix=" + "a".repeat(201))).refusal())
        .isEqualTo("400 validation");
  }

  @Test
  void doesNotFindAnotherPartnersCustomer() {
    assertThat(answer(ONE.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }

  @Test
  void refusesAMalformedDomain() {
    assertThat(answer(LIST.withQuery("domain=a%20b")).refusal()).isEqualTo("400 validation");
    assertThat(answer(LIST.withQuery("domain=a.example&limit=1")).refusal())
        .isEqualTo("400 validation");
  }

  @Test
  void refusesAnInvalidPageSize() {
    assertThat(answer(LIST.withQuery("limit=0")).refusal()).isEqualTo("400 validation");
    assertThat(answer(LIST.withQuery("limit=201")).refusal()).isEqualTo("400 validation");
    assertThat(answer(LIST.withQuery("limit=1&limit=1")).refusal()).isEqualTo("400 validation");
  }

  @Test
  void allowsOnlyRolesThatBuy() {
    assertThat(answer(LIST.from("ReferralAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
