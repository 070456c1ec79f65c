package dev.keyshelf.local.invariant;

import static dev.keyshelf.local.invariant.Tampered.number;
import static dev.keyshelf.local.invariant.Tampered.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.api.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that the rule of feeds finds changes that the functions did not make. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class FeedRuleTest {
  private static final String FEED = "FEED#partner-a";
  private static final String EVENTS = FEED + "#0";
  private static final String SECOND = "0000000000000000002";
  private static final String LAST = "0000000000000000004";

  private static List<Map<String, AttributeValue>> untouched;

  private Tampered table;

  @BeforeAll
  static void trade() {
    try (var shop = Shop.openWithoutKeys()) {
      shop.of("partner-b").get("/v1/activity").expect(200);
      for (int i = 0; i < 4; i++) {
        shop.customerOf("partner-a", "US");
      }
      shop.machine().pump().drain();
      untouched = shop.items();
    }
  }

  @BeforeEach
  void copy() {
    table = new Tampered(untouched);
  }

  @Test
  void findsNothingInTheFunctionsOwnItems() {
    assertThat(Invariants.violationsOfCompleteFeeds(untouched)).isEmpty();
  }

  @Test
  void findsAGap() {
    table.remove(EVENTS, SECOND, "");

    table.expectFound("feed", EVENTS, "its number: was 3, must be 2");
  }

  @Test
  void findsAHeadThatIsBehind() {
    table.set(FEED, "-", "lastNumber", number(3));

    table.expectFound("feed", EVENTS + " " + LAST, "the number in the head: was 3, must be 4");
  }

  @Test
  void findsAFeedWithoutItsHead() {
    table.remove(FEED, "-", "");

    table.expectFound("feed", EVENTS + " " + LAST, "the number in the head: was 0, must be 4");
  }

  @Test
  void findsAHeadWithoutAFeed() {
    table.set(FEED, "-", "pk", text("FEED#partner-c"));

    table.expectFound("feed", "FEED#partner-c", "is the head of no event");
  }

  @Test
  void findsAnEventInTheBlockOfOthers() {
    table.set(EVENTS, SECOND, "pk", text("FEED#partner-a#1"));

    table.expectFound("feed", "FEED#partner-a#1", "is not in the place of number 2");
  }

  @Test
  void findsAnEventInThePlaceOfAnother() {
    table.set(EVENTS, LAST, "sk", text("0000000000000000009"));

    table.expectFound("feed", EVENTS, "is not in the place of number 4");
  }

  @Test
  void findsAnEventInTheFeedOfAnotherPartner() {
    table.set(EVENTS, LAST, "pk", text("FEED#partner-b#0"));

    table.expectFound("feed", "FEED#partner-b#0", "is not in the place of number 4 of partner-a");
  }

  @Test
  void findsAnEventThatSaysSomethingElseThanTheLog() {
    table.set(EVENTS, SECOND, "requestId", text("another"));

    table.expectFound("feed", EVENTS + " " + SECOND, "does not say what the log says");
  }

  @Test
  void findsAnEventOfAnotherType() {
    table.set(EVENTS, SECOND, "type", text("dev.keyshelf.order.placed.v1"));

    table.expectFound("feed", EVENTS + " " + SECOND, "has another type");
  }

  @Test
  void findsAnEventThatIsNotInTheLog() {
    var event = table.find(EVENTS, SECOND, "");
    table.remove("ACTIVITY#partner-a#", event.text("at") + "#" + event.text("id"), "");

    table.expectFound("feed", EVENTS + " " + SECOND, "does not say what the log says");
  }

  @Test
  void findsARecordThatIsTwoEvents() {
    var second = table.find(EVENTS, SECOND, "");
    table.set(EVENTS, LAST, "at", text(second.text("at")));
    table.set(EVENTS, LAST, "id", text(second.text("id")));

    table.expectFound("feed", EVENTS + " " + LAST, "has no mark of its own");
  }

  @Test
  void findsAnEventWithoutAMark() {
    table.remove("NUMBERED#partner-a#", "", "N=2");

    table.expectFound("feed", EVENTS + " " + SECOND, "has no mark of its own");
  }

  @Test
  void findsAMarkOfAnotherNumber() {
    table.set("NUMBERED#partner-a#", "", "N=2", "number", number(3));

    table.expectFound("feed", EVENTS + " " + SECOND, "is marked as another");
  }

  @Test
  void findsAMarkWithoutAnEvent() {
    table.twice("NUMBERED#partner-a#", "", "N=2", "sk");

    table.expectFound("feed", "NUMBERED#partner-a#", "marks no event");
  }

  @Test
  void findsARecordInNoFeedWhereFeedsAreComplete() {
    table.twice("ACTIVITY#partner-a#", "", "", "sk");

    assertThat(table.violations()).noneMatch(found -> found.startsWith("feed"));
    assertThat(table.violationsOfCompleteFeeds())
        .anyMatch(found -> found.startsWith("feed ACTIVITY#") && found.endsWith("is in no feed"));
  }
}
