package dev.keyshelf.api.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.keyshelf.domain.identity.SkuId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  private final Faults faults = new Faults();

  private Document document(String yaml) {
    var bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return Document.of(SourceFile.parse("x.yaml", bytes, faults).orElseThrow(), faults);
  }

  private List<String> told() {
    return faults.told().stream().map(ImportFault::toString).toList();
  }

  @Test
  void readsFieldsOfEachKind() {
    var document = document("{a: x, b: 7, c: true, d: 2020-06-01T12:00:00Z, e: [u], f: {g: 1}}");

    assertThat(document.text("a")).isEqualTo("x");
    assertThat(document.number("b")).isEqualTo(7);
    assertThat(document.integer("b")).isEqualTo(7);
    assertThat(document.flag("c")).isTrue();
    assertThat(document.instant("d")).isEqualTo("2020-06-01T12:00:00Z");
    assertThat(document.texts("e", SkuId::new)).containsExactly(new SkuId("u"));
    assertThat(document.mapping("f").integer("g")).isEqualTo(1);
    assertThat(document.names()).containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(told()).isEmpty();
  }

  @Test
  void allowsAnAbsentOptionalField() {
    var document = document("{}");

    assertThat(document.readOptional("a", SkuId::new)).isEmpty();
    assertThat(document.optionalMapping("b")).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void failsIfTheSchemaDoesNotRequireAField() {
    assertThatIllegalStateException().isThrownBy(() -> document("{}").text("a"));
  }

  @Test
  void refusesAValueThatItsParserRefuses() {
    assertThat(document("b: 1\na: '#'\n").read("a", SkuId::new)).isEmpty();
    assertThat(told())
        .containsExactly(
            "x.yaml:2: a: '#' is not valid: a SKU id must be 1 to 64 of a-z, 0-9, dot and"
                + " hyphen, and begin with a letter or digit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-02-30T00:00:00Z", "2020-06-01T25:00:00Z"})
  void refusesAnInstantThatDoesNotExist(String value) {
    document("a: " + value).instant("a");

    assertThat(told()).singleElement().asString().startsWith("x.yaml:1: a: '" + value + "'");
  }

  @Test
  void saysWhereInAListAFaultIs() {
    var read =
        document("skus:\n  - id: a\n  - id: '#'\n").list("skus", sku -> sku.read("id", SkuId::new));

    assertThat(read).containsExactly(new SkuId("a"));
    assertThat(told())
        .containsExactly(
            "x.yaml:3: skus[1].id: '#' is not valid: a SKU id must be 1 to 64 of a-z, 0-9, dot and"
                + " hyphen, and begin with a letter or digit");
  }

  @Test
  void turnsARefusalOfATypeIntoAFaultOfItsMapping() {
    var read =
        document("skus:\n  - {id: '#'}\n")
            .list("skus", sku -> Optional.of(new SkuId(sku.text("id"))));

    assertThat(read).isEmpty();
    assertThat(told())
        .containsExactly(
            "x.yaml:2: skus[0]: a SKU id must be 1 to 64 of a-z, 0-9, dot and"
                + " hyphen, and begin with a letter or digit");
  }

  @Test
  void gathersTheFaultsOfItsWholeFile() {
    var document = document("{a: '#', b: ['#', '#']}");

    document.read("a", SkuId::new);
    document.texts("b", SkuId::new);

    assertThat(told()).hasSize(3);
  }
}
