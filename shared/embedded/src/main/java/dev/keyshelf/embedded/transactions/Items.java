package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.ItemBytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.Table;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the items of all tables, one by one or several together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation">Isolation
 *     levels for DynamoDB transactions</a>
 */
public final class Items implements AutoCloseable {
  private static final int MOST_EXPIRED = 100;
  private static final Duration LONGEST_EXPIRED = Duration.ofDays(5 * 365);

  private final Storage storage;
  private final InstantSource clock;
  private final ItemLocks locks = new ItemLocks();
  private final Tokens tokens;
  private final IndexDelay indexDelay;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public Items(Storage storage, InstantSource clock) {
    this.storage = storage;
    this.clock = clock;
    this.tokens = new Tokens(storage);
    this.indexDelay = new IndexDelay(storage);
  }

  /** Runs something after each commit that adds a record to a stream. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Sets how long after its item a global index changes. */
  public void delayIndexes(Duration delay) {
    indexDelay.set(delay);
  }

  /** Reads an item in its current state; empty if it does not exist. */
  public Optional<Map<String, Value>> get(Table table, Map<String, Value> key) {
    return storage.get(table.place(key)).map(ItemBytes::read);
  }

  /**
   * Runs one action.
   *
   * @throws Refusal if the condition does not hold, the change cannot be made, or a transaction
   *     holds the item
   */
  public Effect write(Action action) {
    try (var held = locks.forWrites(List.of(action.place()))) {
      if (held.hasConflict()) {
        throw new Refusal("TransactionConflictException", "Transaction is ongoing for the item");
      }
      var effect = action.on(get(action.table(), action.key()));
      store(List.of(effect), new Batch(), false);
      return effect;
    }
  }

  /**
   * Runs actions that do not depend on each other.
   *
   * @return the effects; an action is skipped and left out if a transaction holds its item
   * @throws Refusal if an action cannot be run; then no action is run
   */
  public List<Effect> writeEach(List<Action> actions) {
    try (var held = locks.forWrites(actions.stream().map(Action::place).toList())) {
      var effects =
          actions.stream()
              .filter(action -> held.items().contains(action.place()))
              .map(action -> action.on(get(action.table(), action.key())))
              .toList();
      store(effects, new Batch(), false);
      return effects;
    }
  }

  /**
   * The reason why one action cancelled its transaction, if it did.
   *
   * @param code {@code None} if the action was not a reason for the cancellation
   * @param item the current item, if the action's condition failed and asked for it
   */
  public record Reason(String code, String message, Optional<Map<String, Value>> item) {
    private static final Reason NONE = new Reason("None", "", Optional.empty());

    /**
     * Converts the error of one action into a reason.
     *
     * @throws Refusal the error itself, if it ends the whole request
     */
    public static Reason of(Refusal refusal) {
      return switch (refusal.code()) {
        case "ConditionalCheckFailedException" ->
            new Reason(
                "ConditionalCheckFailed",
                refusal.getMessage(),
                itemOf(refusal.details().get("Item")));
        case "ValidationException" ->
            new Reason("ValidationError", refusal.getMessage(), Optional.empty());
        default -> throw refusal;
      };
    }

    @SuppressWarnings("unchecked") // Action adds nothing but items.
    private static Optional<Map<String, Value>> itemOf(@Nullable Object item) {
      return Optional.ofNullable((Map<String, Value>) item);
    }

    private static Reason conflict() {
      return new Reason(
          "TransactionConflict", "Transaction is ongoing for the item", Optional.empty());
    }
  }

  /** A transaction was cancelled. It has one reason for each action. */
  public static final class Cancelled extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    private final transient List<Reason> reasons;

    private Cancelled(List<Reason> reasons) {
      super("cancelled", null, false, false);
      this.reasons = reasons;
    }

    public List<Reason> reasons() {
      return reasons;
    }
  }

  /**
   * Runs all actions or none.
   *
   * @param actions suppliers that check and return one action each; if a check fails, its error is
   *     a reason for the cancellation
   * @param digest a digest of the request's content
   * @return the effects; empty if the same request was completed before
   * @throws Cancelled if an action cannot be run, or another transaction holds its item
   * @throws Refusal if two actions have the same item, a transaction with this token is running, or
   *     the token belongs to a different request
   */
  public List<Effect> transact(
      List<Supplier<Action>> actions, Optional<String> token, Bytes digest) {
    var now = clock.instant();
    try (var use = tokens.begin(token, digest, now)) {
      if (use.isDone()) {
        return List.of();
      }
      var checked = each(actions, Supplier::get);
      requireDistinct(checked);
      try (var held = locks.forTransaction(checked.stream().map(Action::place).toList())) {
        requireFree(checked, held);
        var effects = each(checked, action -> action.on(get(action.table(), action.key())));
        var batch = new Batch();
        use.note(batch, now);
        store(effects, batch, false);
        use.remember(now);
        return effects;
      }
    }
  }

  private static void requireDistinct(List<Action> actions) {
    if (new HashSet<>(actions.stream().map(Action::place).toList()).size() < actions.size()) {
      throw Refusal.validation(
          "Transaction request cannot include multiple operations on one item");
    }
  }

  private static void requireFree(List<Action> actions, ItemLocks.Held held) {
    if (held.hasConflict()) {
      throw new Cancelled(
          actions.stream()
              .map(
                  each ->
                      held.conflicting().contains(each.place()) ? Reason.conflict() : Reason.NONE)
              .toList());
    }
  }

  private static <A, T> List<T> each(List<A> all, Function<A, T> step) {
    var results = new ArrayList<T>();
    var reasons = new ArrayList<Reason>();
    for (A each : all) {
      try {
        results.add(step.apply(each));
        reasons.add(Reason.NONE);
      } catch (Refusal refusal) {
        reasons.add(Reason.of(refusal));
      }
    }
    if (results.size() < all.size()) {
      throw new Cancelled(reasons);
    }
    return results;
  }

  /** An item that a reading transaction requests. */
  public record Wanted(Table table, Map<String, Value> key) {
    private Bytes place() {
      return Bytes.of(table.place(key));
    }
  }

  /**
   * Reads items, all as of the same moment.
   *
   * @throws Cancelled if a key does not match its table, or an item is being written
   * @throws Refusal if an item is requested twice
   */
  public List<Optional<Map<String, Value>>> readTogether(List<Supplier<Wanted>> wanted) {
    var checked = each(wanted, Supplier::get);
    Map<Bytes, Wanted> byPlace = new LinkedHashMap<>();
    checked.forEach(each -> byPlace.put(each.place(), each));
    if (byPlace.size() < checked.size()) {
      throw Refusal.validation(
          "Transaction request cannot include multiple operations on one item");
    }
    var written = locks.written(byPlace.keySet());
    if (!written.isEmpty()) {
      throw new Cancelled(
          byPlace.keySet().stream()
              .map(each -> written.contains(each) ? Reason.conflict() : Reason.NONE)
              .toList());
    }
    return storage.getAll(byPlace.keySet().stream().map(Bytes::toArray).toList()).stream()
        .map(found -> found.map(ItemBytes::read))
        .toList();
  }

  private void store(List<Effect> effects, Batch batch, boolean byExpiry) {
    var now = clock.instant();
    var later = new Batch();
    boolean atOnce = indexDelay.isZero();
    for (Effect effect : effects) {
      batch.addAll(effect.changes(now, byExpiry));
      for (Index index : effect.action().table().indexes()) {
        (atOnce || index.local() ? batch : later).addAll(effect.changes(index));
      }
    }
    storage.write(batch);
    indexDelay.later(later);
    if (effects.stream().anyMatch(Effect::isStreamed)) {
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Deletes items whose TTL has passed. The service does this with a delay.
   *
   * @return how many items were deleted
   * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Using
   *     time to live (TTL) in DynamoDB</a>
   */
  public int expire(Table table, Instant now) {
    int gone = 0;
    // The service keeps items that expired more than five years ago, as a guard against mistakes.
    byte[] from = expiresAt(table, Math.max(0, now.getEpochSecond() - LONGEST_EXPIRED.toSeconds()));
    byte[] end = expiresAt(table, now.getEpochSecond());
    while (true) {
      List<byte[]> notes = notes(from, end);
      for (byte[] note : notes) {
        gone += expire(table, note) ? 1 : 0;
        // If a transaction holds an item, the next run deletes it.
        from = Arrays.copyOf(note, note.length + 1);
      }
      if (notes.size() < MOST_EXPIRED) {
        return gone;
      }
    }
  }

  private static byte[] expiresAt(Table table, long seconds) {
    return new KeyBytes().add(table.expiryPrefix()).addLong(seconds).toArray();
  }

  private List<byte[]> notes(byte[] from, byte[] end) {
    var notes = new ArrayList<byte[]>();
    storage.scan(
        from,
        end,
        true,
        (key, _) -> {
          notes.add(key);
          return notes.size() < MOST_EXPIRED;
        });
    return notes;
  }

  /** Deletes the item that an expiry entry names, if the item still expires at that time. */
  private boolean expire(Table table, byte[] note) {
    int placeAt = table.expiryPrefix().length + Long.BYTES;
    byte[] place = Arrays.copyOfRange(note, placeAt, note.length);
    try (var held = locks.forWrites(List.of(Bytes.of(place)))) {
      if (held.hasConflict()) {
        return false;
      }
      var old = storage.get(place).map(ItemBytes::read);
      if (!old.flatMap(table::expiry).map(Bytes::of).equals(Optional.of(Bytes.of(note)))) {
        storage.write(new Batch().remove(note));
        return false;
      }
      var delete =
          new Action(
              table,
              table.key().of(old.orElseThrow()),
              new Action.Change.Delete(),
              Optional.empty(),
              false);
      store(List.of(delete.on(old)), new Batch(), true);
      return true;
    }
  }

  @Override
  public void close() {
    indexDelay.close();
  }
}
