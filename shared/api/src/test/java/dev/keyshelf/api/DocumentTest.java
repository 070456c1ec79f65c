package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  private final List<String> faults = new ArrayList<>();

  @Test
  void readsFieldsOfEachKind() {
    var document =
        document("{\"a\":\"x\",\"b\":7,\"c\":true,\"d\":\"2020-06-01T12:00:00Z\",\"e\":[\"u\"]}");

    assertThat(document.text("a")).isEqualTo("x");
    assertThat(document.number("b")).isEqualTo(7);
    assertThat(document.flag("c")).isTrue();
    assertThat(document.instant("d")).isEqualTo("2020-06-01T12:00:00Z");
    assertThat(document.texts("e", SkuId::new)).containsExactly(new SkuId("u"));
    document.refuseUnknown();
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null"})
  void isOneMapping(String json) {
    document(json);

    assertThat(faults).containsExactly("partners.yaml: must hold one mapping");
  }

  @Test
  void missesAField() {
    document("{\"b\":null}").text("a");

    assertThat(faults).containsExactly("partners.yaml: a: is missing");
  }

  @Test
  void missesAFieldThatIsNull() {
    document("{\"a\":null}").text("a");

    assertThat(faults).containsExactly("partners.yaml: a: is missing");
  }

  @Test
  void doesNotMissAnOptionalField() {
    assertThat(document("{}").readOptional("a", SkuId::new)).isEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void refusesAValueThatItsParserRefuses() {
    assertThat(document("{\"a\":\"#\"}").read("a", SkuId::new)).isEmpty();
    assertThat(faults)
        .containsExactly("partners.yaml: a: '#' is not valid: not of the form of a SkuId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "1.5", "\"\"", "99999999999999999999"})
  void refusesANumberThatIsNone(String value) {
    document("{\"a\":" + value + "}").number("a");

    assertThat(faults).singleElement().asString().startsWith("partners.yaml: a: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"yes\"", "\"True\"", "1", "\"\""})
  void refusesAFlagThatIsNeitherTrueNorFalse(String value) {
    document("{\"a\":" + value + "}").flag("a");

    assertThat(faults).singleElement().asString().startsWith("partners.yaml: a: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-06-01", "2020-02-30T00:00:00Z", "noon"})
  void refusesAnInstantThatIsNone(String value) {
    document("{\"a\":\"" + value + "\"}").instant("a");

    assertThat(faults).singleElement().asString().startsWith("partners.yaml: a: '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}"})
  void refusesWhatIsNotOneValue(String value) {
    document("{\"a\":" + value + "}").text("a");

    assertThat(faults).containsExactly("partners.yaml: a: must be one value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "{\"a\":{}}", "{}"})
  void refusesAListThatIsNone(String json) {
    document(json).texts("a", SkuId::new);

    assertThat(faults).containsExactly("partners.yaml: a: must be a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "{\"a\":[]}", "{}"})
  void refusesAMappingThatIsNone(String json) {
    document(json).mapping("a");

    assertThat(faults).containsExactly("partners.yaml: a: must be a mapping");
  }

  @Test
  void saysWhereInAListAFaultIs() {
    var read =
        document("{\"skus\":[{\"id\":\"a\"},{\"id\":\"#\"},{}]}")
            .list("skus", sku -> sku.read("id", SkuId::new));

    assertThat(read).containsExactly(new SkuId("a"));
    assertThat(faults)
        .containsExactly(
            "partners.yaml: skus[1].id: '#' is not valid: not of the form of a SkuId",
            "partners.yaml: skus[2].id: is missing");
  }

  @Test
  void turnsWhatATypeRefusesIntoAFault() {
    var read =
        document("{\"skus\":[{\"id\":\"#\"}]}")
            .list("skus", sku -> Optional.of(new SkuId(sku.text("id"))));

    assertThat(read).isEmpty();
    assertThat(faults).containsExactly("partners.yaml: skus[0]: not of the form of a SkuId");
  }

  @Test
  void refusesFieldsThatNobodyAskedForAtEachDepth() {
    var document = document("{\"a\":{\"b\":1,\"x\":2},\"y\":3}");
    document.mapping("a").text("b");

    document.refuseUnknown();

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "partners.yaml: y: is not a field that is known here",
            "partners.yaml: a.x: is not a field that is known here");
  }

  @Test
  void gathersTheFaultsOfItsWholeFile() {
    var document = document("{\"a\":1}");

    document.text("b");
    document.texts("c", SkuId::new);
    document.refuseUnknown();

    assertThat(faults).hasSize(3);
  }

  private Document document(String json) {
    try {
      return Document.of("partners.yaml", Json.read(json), faults);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
