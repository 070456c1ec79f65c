package dev.keyshelf.keys;

import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.Supply;
import dev.keyshelf.domain.stock.Change;
import dev.keyshelf.domain.stock.ChangeStock.Command;
import dev.keyshelf.domain.stock.Wanted;
import dev.keyshelf.http.Body;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The events of an operator's work on stock. */
final class StockFields {
  /** Listed in one event; more are withdrawn by their batch, or in several events. */
  static final int MOST_KEYS = 1_000;

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 200;

  /** As a pool of free text takes it. */
  private static final int LONGEST_KEY = 4 * 1024;

  private static final int LONGEST_REASON = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final Pattern POOL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern BATCH = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern AFTER = Pattern.compile("[0-9a-f]{32}");

  private StockFields() {}

  /** What an event asks for. */
  record Said(Command command, Act act) {}

  /** What an event wants to know. */
  record Question(String pool, Optional<Supply> batch, Optional<String> after, Act act) {}

  private enum Word {
    WITHDRAW,
    MOVE,
    QUARANTINE,
    RELEASE
  }

  static Said change(
      Body event, String fingerprint, Instant now, Supplier<KeyVault> vault, KeyMask mask) {
    var id = event.parsed("id", LONGEST_ID, "letters, digits and hyphens", matching(ID));
    var word = event.oneOf("action", Word.class);
    var operator = event.text("operator", LONGEST_NAME);
    var reason = event.optionalWords("reason", LONGEST_REASON);
    var pool = event.optionalParsed("pool", LONGEST_ID, "a pool's name", matching(POOL));
    var batch = event.optionalParsed("batch", LONGEST_ID, "a batch's name", matching(BATCH));
    var keys = event.list("keys", 0, MOST_KEYS, key -> key.text("key", LONGEST_KEY));
    var to = event.optionalParsed("to", LONGEST_ID, "a pool's name", matching(POOL));
    var importable = event.optionalInteger("importable", 0, 1);
    if (reason.isEmpty()) {
      event.fault("reason", "is missing: the log says why");
    }
    if (pool.isPresent() == !keys.isEmpty()) {
      event.fault("pool", "name a pool, or list keys");
    }
    if (batch.isPresent() && pool.isEmpty()) {
      event.fault("batch", "belongs to a pool");
    }
    if (to.isPresent() != word.filter(Word.MOVE::equals).isPresent()) {
      event.fault("to", "is the pool of a MOVE, and of nothing else");
    }
    if (importable.isPresent() && word.filter(Word.WITHDRAW::equals).isEmpty()) {
      event.fault("importable", "belongs to a WITHDRAW");
    }
    event.done();
    var wanted =
        pool.<Wanted>map(name -> new Wanted.Supplied(name, batch))
            .orElseGet(() -> listed(keys, vault.get()));
    return new Said(
        new Command(
            id.orElseThrow(),
            fingerprint,
            wanted,
            change(word.orElseThrow(), to, importable.filter(one -> one == 1).isPresent()),
            mask.masked(reason.orElseThrow())),
        new Act(new Actor.SupportOperator(operator), now, id.orElseThrow()));
  }

  private static Wanted listed(List<String> keys, KeyVault vault) {
    return new Wanted.Listed(keys.stream().map(vault::fingerprint).distinct().toList());
  }

  private static Change change(Word word, Optional<String> to, boolean importable) {
    return switch (word) {
      case WITHDRAW -> new Change.Withdraw(importable);
      case MOVE -> new Change.Move(to.orElseThrow());
      case QUARANTINE -> new Change.Quarantine();
      case RELEASE -> new Change.Release();
    };
  }

  static Question question(Body event, Instant now) {
    var operator = event.text("operator", LONGEST_NAME);
    var pool = event.parsed("pool", LONGEST_ID, "a pool's name", matching(POOL));
    var batch = event.optionalParsed("batch", LONGEST_ID, "a batch's name", matching(BATCH));
    var after =
        event.optionalParsed("after", LONGEST_ID, "where an earlier page ended", matching(AFTER));
    event.done();
    return new Question(
        pool.orElseThrow(),
        batch.map(name -> new Supply(pool.orElseThrow(), name)),
        after,
        new Act(new Actor.SupportOperator(operator), now, UUID.randomUUID().toString()));
  }

  private static Function<String, Optional<String>> matching(Pattern form) {
    return text -> Optional.of(text).filter(each -> form.matcher(each).matches());
  }
}
