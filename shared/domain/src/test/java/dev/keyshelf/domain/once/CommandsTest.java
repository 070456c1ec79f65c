package dev.keyshelf.domain.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
  private static final Instant NOW = Instant.parse("2020-06-01T12:00:00Z");
  private static final IdempotencyKey KEY =
      new IdempotencyKey(new PartnerId("contoso"), "POST /v1/things", "k-1");

  private final Map<IdempotencyKey, IdempotencyRecord> kept = new HashMap<>();
  private final Commands commands = new Commands(new Kept());
  private final Once<String> once = once("fingerprint");
  private final List<String> done = new ArrayList<>();

  private final class Kept implements IdempotencyRecords {
    @Override
    public Optional<IdempotencyRecord> find(IdempotencyKey key, Instant now) {
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public boolean claim(IdempotencyKey key, String fingerprint, Instant now) {
      throw new AssertionError("a command must not claim a key");
    }
  }

  private static Once<String> once(String fingerprint) {
    return new Once<>(KEY, fingerprint, CommandsTest::answer);
  }

  private static StoredAnswer answer(String text) {
    return new StoredAnswer(201, Map.of(), text, false);
  }

  private Commit commit(IdempotencyRecord record) {
    kept.put(record.key(), record);
    done.add(record.answer().body());
    return Commit.DONE;
  }

  private Decision<StoredAnswer, String> doing(String what) {
    return Decision.done(once, what, this::commit);
  }

  @Test
  void runsACommandAndReturnsTheStoredAnswer() {
    assertThat(commands.run(once, NOW, () -> doing("one")))
        .isEqualTo(new Told.Done<>(answer("one"), false));
    assertThat(done).containsExactly("one");
  }

  @Test
  void replaysTheAnswerOfARequestThatWasMadeBefore() {
    commands.run(once, NOW, () -> doing("one"));

    assertThat(commands.run(once, NOW, () -> doing("two")))
        .isEqualTo(new Told.Done<>(answer("one"), true));
    assertThat(done).containsExactly("one");
  }

  @Test
  void refusesAnotherRequestUnderTheSameKey() {
    commands.run(once, NOW, () -> doing("one"));

    assertThat(commands.run(once("other"), NOW, () -> doing("two")))
        .isEqualTo(new Told.KeyReused<>());
    assertThat(done).containsExactly("one");
  }

  @Test
  void storesNothingForARefusal() {
    assertThat(commands.run(once, NOW, () -> Decision.refuse("too late")))
        .isEqualTo(new Told.Refused<>("too late"));
    assertThat(kept).isEmpty();
  }

  @Test
  void replaysTheAnswerIfTheSameRequestCommittedBeforeTheRefusal() {
    assertThat(
            commands.run(
                once,
                NOW,
                () -> {
                  commit(once.record("one"));
                  return Decision.refuse("taken");
                }))
        .isEqualTo(new Told.Done<>(answer("one"), true));
  }

  @Test
  void replaysTheAnswerIfTheSameRequestHasMadeTheChange() {
    assertThat(
            commands.run(
                once,
                NOW,
                () -> {
                  commit(once.record("one"));
                  return Decision.keep(once, "as it is now");
                }))
        .isEqualTo(new Told.Done<>(answer("one"), true));
  }

  @Test
  void storesNothingIfNothingNeedsToChange() {
    assertThat(commands.run(once, NOW, () -> Decision.keep(once, "as it is")))
        .isEqualTo(new Told.Done<>(answer("as it is"), false));
    assertThat(kept).isEmpty();
  }

  @Test
  void decidesAgainWhenTheCommitIsStale() {
    var attempts = new ArrayList<Integer>();

    commands.run(
        once,
        NOW,
        () -> {
          attempts.add(attempts.size());
          return Decision.done(
              once,
              "try " + attempts.size(),
              record -> attempts.size() < 3 ? Commit.STALE : commit(record));
        });

    assertThat(attempts).hasSize(3);
    assertThat(done).containsExactly("try 3");
  }

  @Test
  void isUnavailableWhenTheFactsKeepChanging() {
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> commands.run(once, NOW, Decision.ReadAgain::new));
  }

  @Test
  void keepsARefusalThatWasDecidedWithTheRecordInView() {
    commit(once.record("one"));
    var decided = new AtomicInteger();

    assertThat(
            commands.runOnFacts(
                once,
                NOW,
                () -> {
                  decided.incrementAndGet();
                  return Decision.refuse("cancelled since");
                }))
        .isEqualTo(new Told.Refused<>("cancelled since"));
    assertThat(decided).hasValue(2);
  }

  @ParameterizedTest
  @MethodSource("repeats")
  void decidesAgainOnNewFactsIfTheSameRequestCommittedBeforeTheRefusal(
      Decision<String, String> repeat, Told<String, String> told) {
    var facts = new ArrayDeque<Decision<String, String>>();
    facts.add(Decision.refuse("taken"));
    facts.add(repeat);

    assertThat(
            commands.runOnFacts(
                once,
                NOW,
                () -> {
                  commit(once.record("one"));
                  return facts.remove();
                }))
        .isEqualTo(told);
  }

  private static Stream<Arguments> repeats() {
    return Stream.of(
        Arguments.of(new Decision.Replay<>("shown before"), new Told.Done<>("shown before", true)),
        Arguments.of(new Decision.Reuse<>(), new Told.KeyReused<>()));
  }

  @Test
  void opensASecretOnlyAfterTheCommit() {
    var order = new ArrayList<String>();

    commands.runOnFacts(
        once,
        NOW,
        () ->
            new Decision.Do<>(
                () -> {
                  order.add("commit");
                  return Commit.DONE;
                },
                () -> {
                  order.add("open");
                  return "secret";
                },
                true));

    assertThat(order).containsExactly("commit", "open");
  }
}
