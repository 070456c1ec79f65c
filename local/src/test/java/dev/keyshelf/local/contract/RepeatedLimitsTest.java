package dev.keyshelf.local.contract;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.domain.catalog.CancellationRoute;
import dev.keyshelf.domain.catalog.CreditRule;
import dev.keyshelf.domain.catalog.HybridBenefit;
import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.catalog.ProductKind;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.PageSize;
import dev.keyshelf.domain.party.TaxCategory;
import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares limits that more than one document states: the contract, the schemas of operators' files
 * and the names of the domain.
 */
class RepeatedLimitsTest {
  private static final Path DOCS = Settings.defaultTemplate().resolveSibling("docs");
  private static final Contract CONTRACT = Contract.of(DOCS.resolve("openapi.yaml"));
  private static final String BUYER = "/properties/partners/items/properties/buyer";
  private static final String SELLER = "/properties/partners/items/properties/seller";

  /** The contract does not say it, because the API also refuses hidden characters. */
  private static final String ONE_LINE = "^[^\\u0000-\\u001f\\u007f]*$";

  private static final List<String> KEYWORDS =
      List.of(
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "pattern",
          "additionalProperties");

  /** The API parses these with rules of its own. */
  private static final Set<String> PARSED = Set.of("/contact/email", "/contact/phone");

  private static JsonNode component(String name) {
    return CONTRACT.document().path("components").path("schemas").path(name);
  }

  private static JsonNode schema(String file, String pointer) {
    try {
      var schema = new ObjectMapper().readTree(DOCS.resolve("schemas/" + file).toFile());
      assertThat(schema.at(pointer).isObject()).as(pointer).isTrue();
      return schema.at(pointer);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns what a schema demands at each place. */
  private static Map<String, String> limits(JsonNode schema) {
    var limits = new TreeMap<String, String>();
    Places.of(CONTRACT, schema).forEach((place, each) -> limits.put(place, demands(each)));
    return limits;
  }

  private static String demands(JsonNode schema) {
    var type = schema.path("type");
    var lists =
        Stream.of(
            "type=" + (type.isArray() ? names(type) : Set.of(type.asText())),
            "enum=" + names(schema.path("enum")),
            "required=" + names(schema.path("required")));
    var others =
        KEYWORDS.stream()
            .filter(schema::has)
            .map(keyword -> keyword + "=" + schema.path(keyword).asText())
            .filter(demand -> !demand.equals("pattern=" + ONE_LINE));
    return Stream.concat(others, lists).collect(joining(" "));
  }

  private static Set<String> names(JsonNode list) {
    return list.valueStream()
        .filter(each -> each.isTextual() && !each.asText().equals("null"))
        .map(JsonNode::asText)
        .collect(toCollection(TreeSet::new));
  }

  private static String ofMember(Map<String, String> limits, String pointer) {
    return limits.entrySet().stream()
        .filter(each -> each.getKey().equals(pointer) || each.getKey().startsWith(pointer + "/"))
        .map(Object::toString)
        .collect(joining("\n"));
  }

  @Test
  void billingDetailsOfACustomerHaveTheLimitsOfAPartnersBuyer() {
    var ofCustomers = limits(component("NewBillingDetails"));
    var ofPartners = limits(schema("partners.schema.json", BUYER));
    ofCustomers.keySet().removeAll(PARSED);
    ofPartners.keySet().removeAll(PARSED);

    assertThat(ofCustomers).hasSizeGreaterThan(20).isEqualTo(ofPartners);
  }

  @ParameterizedTest
  @CsvSource({"EmailAddress, /contact/email", "PhoneNumber, /contact/phone"})
  void whatTheApiParsesItselfIsNoLongerThanABuyersMayBe(String component, String pointer) {
    var places = Places.of(CONTRACT, schema("partners.schema.json", BUYER));
    var pattern = requireNonNull(places.get(pointer), pointer);
    var longest = Pattern.compile("^\\^\\(\\?=\\.\\{1,([0-9]+)}\\$\\)");
    var length = longest.matcher(String.valueOf(pattern.path("pattern").asText()));

    assertThat(length.lookingAt()).isTrue();
    assertThat(component(component).path("maxLength").asInt())
        .isBetween(1, Integer.parseInt(length.group(1)));
  }

  @Test
  void aChangeOfBillingDetailsHasTheLimitsOfNewOnes() {
    var change = limits(component("BillingDetailsChange"));
    var whole = limits(component("NewBillingDetails"));
    whole.replaceAll((_, demands) -> demands.replaceAll("required=.*", "required=[]"));

    assertThat(change).isEqualTo(whole);
  }

  @Test
  void sellersOfPartnersHaveTheLimitsOfTheHouses() {
    assertThat(limits(schema("partners.schema.json", SELLER)))
        .isEqualTo(limits(schema("house.schema.json", "/properties/seller")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/legalName",
        "/address",
        "/vatNumber",
        "/registrationNumber",
        "/electronicAddress",
        "/contact",
        "/paymentTerms"
      })
  void buyersAndSellersHaveTheSameLimits(String member) {
    var ofBuyers = ofMember(limits(schema("partners.schema.json", BUYER)), member);

    assertThat(ofBuyers)
        .isNotEmpty()
        .isEqualTo(ofMember(limits(schema("partners.schema.json", SELLER)), member));
  }

  @ParameterizedTest
  @CsvSource({
    "CatalogueId, product, /properties/id",
    "CatalogueId, product, /properties/program",
    "CatalogueId, product, /properties/skus/items/properties/id",
    "CatalogueId, terms, /properties/program",
    "CatalogueId, partners, /properties/partners/items/properties/eligiblePrograms/items",
    "CatalogueId, price-list, /properties/offers/items/properties/sku",
    "PoolName, product, /properties/skus/items/properties/keys/properties/pool",
    "PartnerId, partners, /properties/partners/items/properties/id",
    "Market, price-list, /properties/market",
    "Sha256, product, /properties/artifacts/items/properties/sha256",
    "Sha256, manifest, /properties/files/items/properties/sha256"
  })
  void idsAndCodesHaveOneForm(String component, String file, String pointer) {
    assertThat(component(component).path("pattern").asText())
        .isNotEmpty()
        .isEqualTo(schema(file + ".schema.json", pointer).path("pattern").asText());
  }

  private static Stream<Arguments> choices() {
    var edition = "/properties/editions/items/properties/";
    var sku = "/properties/skus/items/properties/";
    return Stream.of(
        choice(ProductKind.values(), component("Kind")),
        choice(ProductKind.values(), schema("product.schema.json", "/properties/kind")),
        choice(ProductKind.values(), schema("terms.schema.json", edition + "credit")),
        choice(ProductKind.values(), schema("terms.schema.json", edition + "closedMarkets")),
        choice(
            CreditRule.values(),
            schema("terms.schema.json", edition + "credit/properties/PERPETUAL")),
        choice(CancellationRoute.values(), component("CancellationRoute")),
        choice(
            CancellationRoute.values(), schema("product.schema.json", "/properties/cancellation")),
        choice(CancellationRoute.values(), schema("terms.schema.json", edition + "cancellation")),
        choice(KeyForm.values(), component("KeyForm")),
        choice(KeyForm.values(), schema("product.schema.json", sku + "keys/properties/form")),
        choice(HybridBenefit.values(), schema("product.schema.json", sku + "hybridBenefit")),
        choice(PageSize.values(), component("NewBillingDetails").at("/properties/pageSize")),
        choice(PageSize.values(), schema("partners.schema.json", BUYER + "/properties/pageSize")));
  }

  private static Arguments choice(Enum<?>[] values, JsonNode schema) {
    return Arguments.of(Arrays.stream(values).map(Enum::name).toList(), schema);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void choicesHaveTheNamesOfTheDomain(List<String> names, JsonNode schema) {
    assertThat(offered(schema)).containsExactlyInAnyOrderElementsOf(names);
  }

  /** Returns the values of a choice, or the names of an object's members. */
  private static Set<String> offered(JsonNode schema) {
    return schema.has("enum")
        ? names(schema.path("enum"))
        : schema.path("properties").propertyStream().map(Map.Entry::getKey).collect(toSet());
  }

  @Test
  void untaxedLinesHaveEveryCategoryWithoutARate() {
    var untaxed =
        schema(
            "house.schema.json", "/properties/marketTaxes/additionalProperties/properties/untaxed");

    assertThat(offered(untaxed))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TaxCategory.values())
                .filter(category -> category != TaxCategory.STANDARD)
                .map(Enum::name)
                .toList());
  }

  @Test
  void languagesAreThoseOfTheDomain() {
    var tags = Arrays.stream(SpokenLanguage.values()).map(SpokenLanguage::tag).toList();
    var titles = offered(schema("product.schema.json", "/properties/titles"));

    assertThat(offered(component("DocumentLanguage"))).containsExactlyInAnyOrderElementsOf(tags);
    assertThat(offered(schema("partners.schema.json", BUYER + "/properties/language")))
        .containsExactlyInAnyOrderElementsOf(tags);
    assertThat(titles).doesNotContain("en").hasSize(tags.size() - 1).isSubsetOf(tags);
  }
}
