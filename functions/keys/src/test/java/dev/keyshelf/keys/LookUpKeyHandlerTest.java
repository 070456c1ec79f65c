package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookUpKeyHandlerTest {
  private static final Events LOOK_UP = Events.of("look-up-key");
  private static final Events REVEAL = Events.of("reveal-keys");
  private static final String ONE = "XXXXX-00001-AAAAA-AAAAA-AAAA1";
  private static final String OTHER = "XXXXX-00002-AAAAA-AAAAA-AAAA2";
  private static final String UNSOLD = "XXXXX-00003-AAAAA-AAAAA-AAAA3";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void sellTwoKeys() {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    fixture.supplied(List.of(ONE, OTHER));
    fixture.bought(Story.subscription());
    assertThat(fixture.send(RevealKeysHandler::new, REVEAL).status()).isEqualTo(200);
  }

  private Reply asked(String body) {
    return answer(LOOK_UP.withBody(body));
  }

  private Reply answer(Events event) {
    return fixture.send(LookUpKeyHandler::new, event);
  }

  private static String whole(String key) {
    return "{\"key\": \"%s\"}".formatted(key);
  }

  private List<ActivityRecord> recorded() {
    var question =
        new ActivityLog.Question(
            Story.BOUGHT_AT, Story.BOUGHT_AT.plusSeconds(1), ActivityFilter.NONE);
    return fixture
        .ports()
        .activityLog()
        .list(Story.PARTNER, question, 50, Optional.empty())
        .records()
        .stream()
        .filter(record -> record.operation() == Operation.KEY_LOOKED_UP)
        .toList();
  }

  @Test
  void tellsWhichCustomerHasAWholeKey() {
    var reply = asked(whole(ONE));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var items = reply.json().get("items");
    assertThat(items).hasSize(1);
    var item = items.get(0);
    assertThat(item.at("/customer/customerId").asText()).isEqualTo(Story.CUSTOMER.value());
    assertThat(item.at("/customer/companyName").asText()).isNotEmpty();
    assertThat(item.at("/customer/domain").asText()).isNotEmpty();
    assertThat(item.at("/entitlementId").asText()).isEqualTo(Story.ORDER + "-1");
    assertThat(item.at("/lastFive").asText()).isEqualTo("AAAA1");
    assertThat(item.at("/state").asText()).isEqualTo("WORKING");
    assertThat(reply.text()).doesNotContain(ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xxxxx-00001-aaaaa-aaaaa-aaaa1",
        " XXXXX-00001-AAAAA-AAAAA-AAAA1\\n",
        "XXXXX00001AAAAAAAAAAAAAA1"
      })
  void knowsTheKeyHoweverItIsTyped(String typed) {
    assertThat(asked(whole(typed)).json().get("items")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA1", "aaaa1"})
  void tellsWhichCustomersHaveAKeyThatEndsSo(String five) {
    var reply = asked("{\"lastFive\": \"%s\"}".formatted(five));

    assertThat(reply.json().get("items").findValuesAsText("lastFive")).containsExactly("AAAA1");
    assertThat(reply.json().get("more").asBoolean()).isFalse();
  }

  @Test
  void answersAnUnsoldAndAnUnknownKeyAlike() {
    fixture.supplied(List.of(ONE, OTHER, UNSOLD));

    assertThat(asked(whole(UNSOLD)).text())
        .isEqualTo(asked(whole("XXXXX-99999-AAAAA-AAAAA-AAAA9")).text())
        .isEqualTo("{\"items\":[],\"more\":false}");
  }

  @Test
  void answersAKeyOfAnotherPartnerAsUnknown() {
    var theirs = LOOK_UP.withBody(whole(ONE)).ofPartner("partner-b");
    var byFive = LOOK_UP.withBody("{\"lastFive\": \"AAAA1\"}");

    assertThat(answer(theirs).json().get("items")).isEmpty();
    assertThat(answer(byFive.ofPartner("partner-b")).json().get("items")).isEmpty();
  }

  @Test
  void recordsWhoAskedAndForWhomButNotTheKey() {
    asked(whole(ONE));
    var record = recorded().getFirst();

    assertThat(record.by().name()).isEqualTo("ada@contoso.example");
    assertThat(record.subject().customer()).contains(Story.CUSTOMER);
    assertThat(record.subject().keys()).extracting("lastFive").containsExactly("AAAA1");
    assertThat(record.detail()).contains("by the whole key: 1 found");
    assertThat(record.toString()).doesNotContain(ONE);
  }

  @Test
  void recordsALookUpThatFoundNothing() {
    asked("{\"lastFive\": \"ZZZZZ\"}");

    assertThat(recorded())
        .singleElement()
        .satisfies(record -> assertThat(record.detail()).contains("by last five ZZZZZ: 0 found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"key\": \"\"}",
        "{\"key\": \"AAAAA-AAAAA\", \"lastFive\": \"AAAAA\"}",
        "{\"lastFive\": \"AAAA\"}",
        "{\"lastFive\": \"A#AAA\"}",
        "{\"key\": 5}"
      })
  void refusesWhatIsNeitherAKeyNorItsEnd(String body) {
    assertThat(asked(body).refusal()).isEqualTo("400 validation");
  }

  @Test
  void isForAgentsAndGlobalAdministrators() {
    assertThat(answer(LOOK_UP.from("AccountAdmin")).refusal()).isEqualTo("403 role-required");
  }
}
