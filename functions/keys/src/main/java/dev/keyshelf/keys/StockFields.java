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

/** Reads the events with which an operator changes or shows stock. */
final class StockFields {
  /** The most keys in one event. To change more, name their batch or send several events. */
  static final int MOST_KEYS = 1_000;

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 200;

  /** The longest key of a pool whose form is free text. */
  private static final int LONGEST_KEY = 4 * 1024;

  private static final int LONGEST_REASON = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final Pattern POOL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern BATCH = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern AFTER = Pattern.compile("[0-9a-f]{32}");

  private StockFields() {}

  /** A change that an event asks for. */
  record Said(Command command, Act act) {}

  /** A question that an event asks. */
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
    var operator = event.text("operator", LONGEST_NAME);
    var command = command(event, id.orElse(""), fingerprint, vault, mask);
    return new Said(command, new Act(new Actor.SupportOperator(operator), now, id.orElseThrow()));
  }

  /** Reads what to change, and ends the reading of the body. */
  static Command command(
      Body event, String id, String fingerprint, Supplier<KeyVault> vault, KeyMask mask) {
    var word = event.oneOf("action", Word.class);
    var reason = event.optionalWords("reason", LONGEST_REASON);
    var pool = event.optionalParsed("pool", LONGEST_ID, "a pool's name", matching(POOL));
    var batch = event.optionalParsed("batch", LONGEST_ID, "a batch's name", matching(BATCH));
    var keys = event.list("keys", 0, MOST_KEYS, key -> key.text("key", LONGEST_KEY));
    var to = event.optionalParsed("to", LONGEST_ID, "a pool's name", matching(POOL));
    var importable = event.optionalInteger("importable", 0, 1);
    if (reason.isEmpty()) {
      event.fault("reason", "is missing: the activity log records it");
    }
    if (pool.isPresent() == !keys.isEmpty()) {
      event.fault("pool", "give either a pool or a list of keys");
    }
    if (batch.isPresent() && pool.isEmpty()) {
      event.fault("batch", "needs a pool");
    }
    if (to.isPresent() != word.filter(Word.MOVE::equals).isPresent()) {
      event.fault("to", "is required for a MOVE, and only for a MOVE");
    }
    if (importable.isPresent() && word.filter(Word.WITHDRAW::equals).isEmpty()) {
      event.fault("importable", "is only for a WITHDRAW");
    }
    event.done();
    var wanted =
        pool.<Wanted>map(name -> new Wanted.Supplied(name, batch))
            .orElseGet(() -> listed(keys, vault.get()));
    return new Command(
        id,
        fingerprint,
        wanted,
        change(word.orElseThrow(), to, importable.filter(one -> one == 1).isPresent()),
        mask.masked(reason.orElseThrow()));
  }

  /** Parses the name of a pool. */
  static Optional<String> pool(String text) {
    return matching(POOL).apply(text);
  }

  /** Parses the name of a batch. */
  static Optional<String> batch(String text) {
    return matching(BATCH).apply(text);
  }

  /** Parses the place where a page of sold keys ended. */
  static Optional<String> after(String text) {
    return matching(AFTER).apply(text);
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

  /** Reads what an operator asks. Without a pool it is the last counts, which name no customer. */
  static Optional<Question> question(Body event, Instant now) {
    if (!event.has("pool") && !event.has("batch")) {
      event.optionalText("operator", LONGEST_NAME);
      event.done();
      return Optional.empty();
    }
    var operator = event.text("operator", LONGEST_NAME);
    var pool = event.parsed("pool", LONGEST_ID, "a pool's name", matching(POOL));
    var batch = event.optionalParsed("batch", LONGEST_ID, "a batch's name", matching(BATCH));
    var after =
        event.optionalParsed("after", LONGEST_ID, "where an earlier page ended", matching(AFTER));
    event.done();
    return Optional.of(
        new Question(
            pool.orElseThrow(),
            batch.map(name -> new Supply(pool.orElseThrow(), name)),
            after,
            new Act(new Actor.SupportOperator(operator), now, UUID.randomUUID().toString())));
  }

  private static Function<String, Optional<String>> matching(Pattern form) {
    return text -> Optional.of(text).filter(each -> form.matcher(each).matches());
  }
}
