package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of each form that a pool can name: sold, shown, listed, logged, replaced. */
@SuppressWarnings("NullAway.Init") // made before all tests
class FormsOfKeysTest {
  private static final Path SAMPLES = Settings.defaultTemplate().resolveSibling("samples");

  /** By form: two keys. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "FIVES", List.of("XXXXX-00001-AB12C", "XXXXX-00002-DE34F"),
          "CHECKED_FIVES",
              List.of("CCCCC-CCCCC-CCCCC-CCCCC-CCCCC", "DCCCC-CCCCC-CCCCC-CCCCC-CCCCX"),
          "LOWER_FIVES", List.of("xxxxx-00003-ab12c", "xxxxx-00004-de34f"),
          "FOURS", List.of("XXXX-0001-AB12-CD34", "XXXX-0002-EF56-GH78"),
          "LOWER_FOURS", List.of("xxxx-0003-ab12-cd34", "xxxx-0004-ef56-gh78"),
          "UUID",
              List.of(
                  "2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10", "9B2D6A40-0C1F-4D8E-8A77-64F0E21C3B95"),
          "FREE", List.of("<licence id='1'>first</licence>", "<licence id='2'>other</licence>"));

  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws IOException {
    shop = Shop.open(SAMPLES.resolve("imports/partners"));
    shop.imports(catalogue());
    for (var form : KEYS.keySet()) {
      var keys = String.join("\n", KEYS.getOrDefault(form, List.of()));
      shop.drop("imports/keys/%s/two.csv".formatted(id(form)), "key\n" + keys + "\n");
    }
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String id(String form) {
    return form.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Path catalogue() throws IOException {
    var terms = SAMPLES.resolve("imports/catalogue/2026-11/terms/server-software.yaml");
    var skus = new StringBuilder();
    var offers = new StringBuilder();
    for (var form : KEYS.keySet()) {
      skus.append(
          """
            - id: %s
              title: Any
              edition: Standard
              unit: a unit
              quantity: {minimum: 1, maximum: 10}
              keys: {pool: %s%s}
          """
              .formatted(id(form), id(form), form.equals("FIVES") ? "" : ", form: " + form));
      offers.append(
          "  - {sku: %s, unitPrice: \"10\", taxRate: \"0\", validFrom: 2018-11-01T00:00:00Z}\n"
              .formatted(id(form)));
    }
    var product =
        "id: any\nprogram: server-software\ntitle: Any\nkind: PERPETUAL\n"
            + "cancellation: SELF_SERVICE\nskus:\n%sartifacts: []\n".formatted(skus);
    var files = new TreeMap<String, String>();
    files.put("terms/server-software.yaml", Files.readString(terms));
    files.put("products/any.yaml", product);
    files.put("prices/us.yaml", "market: US\ncurrency: USD\noffers:\n" + offers);
    return DropFolder.release("forms", files);
  }

  private static String bought(String form) {
    var customer = shop.customerOf("partner-a", "US");
    return Shop.software(shop.order("partner-a", customer, id(form) + ":1"), 1);
  }

  private static Answer rotate(String software, String lastFive) {
    return agent.post(
        software + "/keys/1/rotation",
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}".formatted(lastFive));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FIVES", "CHECKED_FIVES", "LOWER_FIVES", "FOURS", "LOWER_FOURS", "UUID", "FREE"})
  void eachIsShownAsItCameAndNamedByFiveCharacters(String form) {
    var software = bought(form);

    var shown = agent.post(software + "/keys", "").expect(200);
    assertThat(KEYS.getOrDefault(form, List.of())).contains(shown.at("/keys/0/key"));
    assertThat(shown.at("/keys/0/form")).isEqualTo(form);
    var five = shown.at("/keys/0/lastFive");
    if (!form.equals("FREE")) {
      assertThat(shown.at("/keys/0/key").replace("-", "")).endsWith(five);
    }
    var next = rotate(software, five).expect(200);
    assertThat(next.at("/keys/0/key")).isNotEqualTo(shown.at("/keys/0/key"));
    assertThat(next.at("/keys/0/form")).isEqualTo(form);
    rotate(software, five).expectRefusal("409 key-not-current");

    var list = agent.get(software + "/keys").expect(200);
    assertThat(list.all("lastFive")).containsExactly(five, next.at("/keys/0/lastFive"));
    assertThat(list.all("form")).containsExactly(form, form);
    var told = "1:%s for %s".formatted(next.at("/keys/0/lastFive"), five);
    assertThat(agent.get("/v1/activity", "Accept", "text/csv").expect(200).text()).contains(told);
    for (var secret : KEYS.getOrDefault(form, List.of())) {
      assertThat(agent.get("/v1/activity?limit=200").expect(200).text()).doesNotContain(secret);
      assertThat(list.text()).doesNotContain(secret);
    }
  }

  @Test
  void aPoolTakesNoKeysOfAnotherForm() {
    var folder = DropFolder.with("imports/keys/uuid/wrong.csv", "key\nXXXXX-00009-AB12C\n");

    assertThat(shop.machine().importer().importPath(folder).faults())
        .extracting(Object::toString)
        .containsExactly(
            "imports/keys/uuid/wrong.csv:2: is no key of the form UUID: a UUID of 32 hexadecimal"
                + " digits with its four hyphens");
  }

  @Test
  void aKeyIsKnownInWhateverPoolAndCaseItComesAgain() {
    var known = "2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10\nxxxx-0001-AB12-CD34\n";
    var folder = DropFolder.with("imports/keys/free/again.csv", "key\n" + known);

    var report = shop.machine().importer().importPath(folder);

    assertThat(report.faults()).isEmpty();
    assertThat(report.answers())
        .extracting(answer -> answer.body().path("imported").asInt())
        .containsExactly(0);
  }
}
