package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests names, domains, e-mail addresses and phone numbers of customers in many scripts. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class NamesAndAddressesTest {
  private static final String PERSIAN = "\u06a9\u0627\u0631\u200c\u0647\u0627";
  private static final String SINHALA = "\u0dc1\u0dca\u200d\u0dbb\u0dd3";
  private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open();
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Answer creates(String name, String domain, String email, String phone) {
    return agent.post(
        "/v1/customers",
        """
        {"companyName": "%s", "tenantId": "%s", "domain": "%s", "market": "US",
         "contact": {"name": "%s", "email": "%s", "phone": "%s"}}
        """
            .formatted(name, UUID.randomUUID(), domain, name, email, phone));
  }

  private static Answer named(String name) {
    return creates(name, "c" + UUID.randomUUID() + ".example", "ada@a.example", "112");
  }

  private static String found(String parameter, String value) {
    var answer =
        agent.get(
            "/v1/customers?%s=%s"
                .formatted(parameter, URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return answer.at("/items/0/customerId");
  }

  @ParameterizedTest
  @ValueSource(strings = {PERSIAN, SINHALA, FAMILY})
  void areKeptWithTheirJoiners(String name) {
    var created = named(name);

    assertThat(created.at("/companyName")).as(created.text()).isEqualTo(name);
    assertThat(created.at("/contact/name")).isEqualTo(name);
  }

  @Test
  void areFoundWithTheirJoinersAndWithout() {
    var id = named(PERSIAN + " Northwind").at("/customerId");

    assertThat(found("namePrefix", PERSIAN + " N")).isEqualTo(id);
    assertThat(found("namePrefix", PERSIAN.replace("\u200c", "") + " n")).isEqualTo(id);
  }

  @Test
  void mayBeAsLongAsTheContractSays() {
    var emoji = "\ud83d\ude00".repeat(150);

    assertThat(named(emoji).at("/companyName")).isEqualTo(emoji);
    named("\ud83d\ude00".repeat(201)).expectRefusal("400 validation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u00a0", "\\u3164\\u2800", "a\\u202eb", "a\\u2067b", "a\\u200db"})
  void areRefusedIfInvisibleOrIfTheyChangeTheReadingOrder(String name) {
    named(name).expectRefusal("400 validation").expectPointers("/companyName", "/contact/name");
  }

  @Test
  void ofTwoCompaniesStayDifferent() {
    var one = creates("One", "strasse.example", "ada@STRA\u00dfE.example", "112");
    var other = creates("Other", "stra\u00dfe.example", "ada@strasse.example", "112");

    assertThat(other.at("/domain")).as(other.text()).isEqualTo("xn--strae-oqa.example");
    assertThat(one.at("/contact/email")).isEqualTo("ada@STRA\u00dfE.example");
    assertThat(found("domain", "strasse.example")).isEqualTo(one.at("/customerId"));
    assertThat(found("domain", "STRA\u00dfE.example")).isEqualTo(other.at("/customerId"));
    assertThat(agent.get("/v1/customers/" + one.at("/customerId")).at("/contact/email"))
        .isEqualTo("ada@STRA\u00dfE.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xn--a.example", "\ud83d\udca9.example", "a\u200db.example", "ab--c.example"})
  void areRefusedIfTheDomainIsInvalid(String domain) {
    creates("A", domain, "ada@" + domain, "112")
        .expectRefusal("400 validation")
        .expectPointers("/domain", "/contact/email");
  }

  @ParameterizedTest
  @CsvSource({"\u202a+1\u00a0425 555\u20110100\u202c, +1 425 555-0100", "\u0661\u0662\u0663, 123"})
  void acceptPhoneNumbersCopiedWithFormatting(String sent, String kept) {
    var domain = "c" + UUID.randomUUID() + ".example";

    assertThat(creates("A", domain, "ada@a.example", sent).at("/contact/phone")).isEqualTo(kept);
  }
}
