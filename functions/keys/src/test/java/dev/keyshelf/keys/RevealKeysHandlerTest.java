package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ActivityFilter;
import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.entitlement.Purchase;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnCloud
@SuppressWarnings("NullAway.Init") // made before each test
class RevealKeysHandlerTest {
  private static final Events REVEAL = Events.of("reveal-keys");
  private static final List<String> SUPPLIED =
      List.of("XXXXX-00001-AAAAA-AAAAA-AAAAA", "XXXXX-00002-AAAAA-AAAAA-AAAAA");

  private final StoppedClock clock = new StoppedClock();
  private Wiring wiring;

  @BeforeEach
  void fillThePool(CloudFixture cloud, @TempDir Path folder) {
    wiring = Wiring.of(Story.variables(cloud, folder), clock);
    Story.partnerIs(wiring.partners(), false);
    supply(SUPPLIED);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Reply answer(Events event) {
    return event.to(
        new RevealKeysHandler(wiring)::handleRequest, APIGatewayV2HTTPEvent.class, Context.class);
  }

  private void supply(List<String> keys) {
    var lines = new ArrayList<BatchLine>();
    keys.forEach(key -> lines.add(new BatchLine(lines.size() + 2, key)));
    new ImportKeys(wiring.keyBatches(), wiring.keyVault())
        .add(Situations.aBatch(Story.POOL, "batch"), lines);
  }

  private void bought(Purchase... purchases) {
    Story.isPlaced(wiring.orders(), Story.order(purchases));
  }

  private static List<String> keys(Reply reply) {
    return reply.json().get("keys").findValuesAsText("key");
  }

  @Test
  void issuesTheKeysAndShowsThemToNobodyInBetween() {
    bought(Story.subscription());
    var reply = answer(REVEAL);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(keys(reply)).containsExactlyInAnyOrderElementsOf(SUPPLIED);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void showsTheSameKeysAgainAndRecordsEachShowing() {
    bought(Story.subscription());
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
    return wiring
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
    bought(Story.subscription(), Story.subscription());
    answer(REVEAL);
    var other = REVEAL.again().withVariable("entitlementId", Story.ORDER + "-2");
    var reply = answer(other);

    assertThat(reply.refusal()).isEqualTo("503 keys-exhausted");
    assertThat(reply.header("Retry-After")).isEqualTo("300");
    supply(List.of("XXXXX-00003-AAAAA-AAAAA-AAAAA", "XXXXX-00004-AAAAA-AAAAA-AAAAA"));
    assertThat(keys(answer(other))).hasSize(2);
  }

  @Test
  void refusesASuspendedPartner() {
    bought(Story.licences());
    Story.partnerIs(wiring.partners(), true);

    assertThat(answer(REVEAL).refusal()).isEqualTo("403 partner-suspended");
  }

  @Test
  void refusesFromTheEndOfTheTerm() {
    bought(Story.subscription());
    clock.strike(Instant.parse("2026-12-20T09:10:00Z"));

    assertThat(answer(REVEAL).refusal()).isEqualTo("410 term-ended");
  }

  @Test
  void refusesWhatWasCancelled() {
    bought(Story.licences());
    Story.isCancelled(
        wiring.orders(),
        wiring.entitlements(),
        wiring.cancellations(),
        wiring.idempotencyRecords());

    assertThat(answer(REVEAL).refusal()).isEqualTo("410 key-revoked");
  }

  @Test
  void refusesWhatComesWithoutKeys() {
    bought(Story.withoutKeys());

    assertThat(answer(REVEAL).refusal()).isEqualTo("409 has-no-keys");
  }

  @Test
  void isForAdminAgentsOfThePartner() {
    bought(Story.licences());

    assertThat(answer(REVEAL.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(REVEAL.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
