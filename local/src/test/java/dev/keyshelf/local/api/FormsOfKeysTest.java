package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.imports.DropFolder;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sells, reveals, lists, logs and rotates keys of each form that a pool can have. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class FormsOfKeysTest {
  private static Shop shop;
  private static Client agent;

  @BeforeAll
  static void open() throws IOException {
    shop = FormsOfKeys.open();
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String bought(String form) {
    var customer = shop.customerOf("partner-a", "US");
    return Shop.software(shop.order("partner-a", customer, FormsOfKeys.id(form) + ":1"), 1);
  }

  private static Answer rotate(String software, String lastFive) {
    return agent.post(
        software + "/keys/1/rotation",
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}".formatted(lastFive));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FIVES", "CHECKED_FIVES", "LOWER_FIVES", "FOURS", "LOWER_FOURS", "UUID", "FREE"})
  void eachIsRevealedUnchangedAndNamedByFiveCharacters(String form) {
    var software = bought(form);

    var shown = agent.post(software + "/keys", "").expect(200);
    assertThat(FormsOfKeys.keys(form)).contains(shown.at("/keys/0/key"));
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
    assertThat(agent.post(software + "/keys", "").expect(200).at("/keys/0/lastFive"))
        .isEqualTo(next.at("/keys/0/lastFive"));
    assertThat(agent.get("/v1/activity?lastFive=" + five).expect(200).all("operation"))
        .containsExactly("KEY_ROTATED", "KEYS_REVEALED");
    for (var secret : FormsOfKeys.keys(form)) {
      assertThat(agent.get("/v1/activity?limit=200").expect(200).text()).doesNotContain(secret);
      assertThat(list.text()).doesNotContain(secret);
    }
  }

  @Test
  void aPoolRefusesKeysOfAnotherForm() {
    var folder = DropFolder.with("imports/keys/uuid/wrong.csv", "key\nXXXXX-00009-AB12C\n");

    assertThat(shop.machine().importer().importPath(folder).faults())
        .extracting(Object::toString)
        .containsExactly(
            "imports/keys/uuid/wrong.csv:2: is not a key of the form UUID: a UUID of 32 hexadecimal"
                + " digits with its four hyphens");
  }

  @Test
  void aKnownKeyIsFoundInAnyPoolAndCase() {
    var known = "2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10\nxxxx-0001-AB12-CD34\n";
    var folder = DropFolder.with("imports/keys/free/again.csv", "key\n" + known);

    var report = shop.machine().importer().importPath(folder);

    assertThat(report.faults()).isEmpty();
    assertThat(report.answers())
        .extracting(answer -> answer.body().path("imported").asInt())
        .containsExactly(0);
  }
}
