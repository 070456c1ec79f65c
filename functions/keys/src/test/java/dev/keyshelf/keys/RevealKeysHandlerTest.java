package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevealKeysHandlerTest {
  private static final Events REVEAL = Events.of("reveal-keys");
  private static final List<String> SUPPLIED =
      List.of("XXXXX-00001-AAAAA-AAAAA-AAAAA", "XXXXX-00002-AAAAA-AAAAA-AAAAA");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void fillThePool() {
    fixture.partnerIs(false);
    fixture.supplied(SUPPLIED);
  }

  private Reply answer(Events event) {
    return fixture.send(RevealKeysHandler::new, event);
  }

  private static List<String> keys(Reply reply) {
    return reply.json().get("keys").findValuesAsText("key");
  }

  @Test
  void issuesTheKeysAndForbidsCaching() {
    fixture.bought(Story.subscription());
    var reply = answer(REVEAL);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(keys(reply)).containsExactlyInAnyOrderElementsOf(SUPPLIED);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void showsTheSameKeysAgainAndRecordsEachShowing() {
    fixture.bought(Story.subscription());
    var first = answer(REVEAL);
    var replayed = answer(REVEAL);
    var second = answer(REVEAL.again());

    assertThat(replayed.text()).isEqualTo(first.text());
    assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(operations())
        .containsExactlyInAnyOrder("ORDER_PLACED", "KEYS_ISSUED", "KEYS_REVEALED", "KEYS_REVEALED");
  }

  private List<String> operations() {
    var to = Story.BOUGHT_AT.plusSeconds(1);
    return fixture
        .ports()
        .activityLog()
        .list(
            Story.PARTNER,
            new ActivityLog.Question(Story.BOUGHT_AT, to, ActivityFilter.NONE),
            10,
            Optional.empty())
        .records()
        .stream()
        .map(record -> record.operation().name())
        .toList();
  }

  @Test
  void issuesNothingWhenThePoolHasTooFew() {
    fixture.bought(Story.subscription(), Story.subscription());
    answer(REVEAL);
    var other = REVEAL.again().withVariable("entitlementId", Story.ORDER + "-2");
    var reply = answer(other);

    assertThat(reply.refusal()).isEqualTo("503 keys-exhausted");
    assertThat(reply.header("Retry-After")).isEqualTo("300");
    fixture.supplied(List.of("XXXXX-00003-AAAAA-AAAAA-AAAAA", "XXXXX-00004-AAAAA-AAAAA-AAAAA"));
    assertThat(keys(answer(other))).hasSize(2);
  }

  @Test
  void refusesASuspendedPartner() {
    fixture.bought(Story.licences());
    fixture.partnerIs(true);

    assertThat(answer(REVEAL).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesFromTheEndOfTheTerm() {
    fixture.bought(Story.subscription());
    fixture.strike(Instant.parse("2026-12-20T09:10:00Z"));

    assertThat(answer(REVEAL).refusal()).isEqualTo("410 term-ended");
  }

  @Test
  void refusesACancelledPurchase() {
    fixture.bought(Story.licences());
    fixture.cancelled();

    assertThat(answer(REVEAL).refusal()).isEqualTo("410 key-revoked");
  }

  @Test
  void refusesSoftwareWithoutKeys() {
    fixture.bought(Story.withoutKeys());

    assertThat(answer(REVEAL).refusal()).isEqualTo("409 has-no-keys");
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    fixture.bought(Story.licences());

    assertThat(answer(REVEAL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(REVEAL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
