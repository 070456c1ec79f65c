package dev.keyshelf.domain.identity;

import static dev.keyshelf.domain.Bought.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final String ULID = "01E9PX0WZ00RDER00000000001";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../x",
        "%2e%2e%2f",
        "ORDER#1",
        "01e9px0wz00rder00000000001",
        "01E9PX0WZ00RDER0000000000",
        "01E9PX0WZ00RDER000000000011",
        "81E9PX0WZ00RDER00000000001",
        "01E9PX0WZ00RDER0000000000I",
        "01E9PX0WZ00RDER0000000000#",
        "01E9PX0WZ00RDER00000000001\n"
      })
  void areNotParsedFromTextThatIsNotAUlid(String text) {
    assertThat(OrderId.parse(text)).isEmpty();
    assertThat(CustomerId.parse(text)).isEmpty();
    assertThat(LinkId.parse(text)).isEmpty();
  }

  @Test
  void areParsedFromAUlid() {
    assertThat(OrderId.parse(ULID)).contains(new OrderId(ULID));
    assertThat(CustomerId.parse(ULID)).contains(new CustomerId(ULID));
    assertThat(LinkId.parse(ULID)).contains(new LinkId(ULID));
  }

  static Stream<String> freshIds() {
    return Stream.of(
        OrderId.next(NOON).value(), CustomerId.next(NOON).value(), LinkId.next(NOON).value());
  }

  @ParameterizedTest
  @MethodSource("freshIds")
  void beginWithTheTimeOfTheirCreation(String id) {
    assertThat(id).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}").startsWith("01E9Q");
  }

  @Test
  void sortByTheTimeOfTheirCreation() {
    assertThat(OrderId.next(NOON).value()).isLessThan(OrderId.next(NOON.plusMillis(1)).value());
  }

  @Test
  void areDifferentEachTime() {
    assertThat(OrderId.next(NOON)).isNotEqualTo(OrderId.next(NOON));
  }

  @Test
  void ofEntitlementsHaveAnOrderAndALine() {
    var id = EntitlementId.of(new OrderId(ULID), 25);

    assertThat(EntitlementId.parse(ULID + "-25")).contains(id);
    assertThat(id.order()).isEqualTo(new OrderId(ULID));
    assertThat(id.line()).isEqualTo(25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-0", "-01", "-26", "-1x", "--1", "-1-1"})
  void ofEntitlementsAreNotParsedFromAMalformedLine(String line) {
    assertThat(EntitlementId.parse(ULID + line)).isEmpty();
  }

  @Test
  void ofEntitlementsHaveALineFrom1To25() {
    var order = new OrderId(ULID);

    assertThatIllegalArgumentException().isThrownBy(() -> EntitlementId.of(order, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> EntitlementId.of(order, 26));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contoso", "9f3c0b1e-7d2a-4c55-8e7e-0a5c2f1d9b11", "C"})
  void ofPartnersKeepTheTextOfTheToken(String text) {
    assertThat(PartnerId.parse(text)).contains(new PartnerId(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-contoso", "con#toso", "con|toso", "con toso", "con/toso", "b\u00fc"})
  void ofPartnersHaveNoCharactersThatSeparatePartsOfKeys(String text) {
    assertThat(PartnerId.parse(text)).isEmpty();
  }

  @Test
  void ofPartnersHaveAtMost64Characters() {
    assertThat(PartnerId.parse("a".repeat(64))).isPresent();
    assertThat(PartnerId.parse("a".repeat(65))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-server", "sql.2019", "7-zip"})
  void ofProductsAndSkusAreLowerCaseNames(String text) {
    assertThat(ProductId.parse(text)).contains(new ProductId(text));
    assertThat(SkuId.parse(text)).contains(new SkuId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Windows", "-sql", ".sql", "a#b", "a b", "a/b", "../a"})
  void ofProductsAndSkusAreNotParsedFromOtherText(String text) {
    assertThat(ProductId.parse(text)).isEmpty();
    assertThat(SkuId.parse(text)).isEmpty();
  }
}
