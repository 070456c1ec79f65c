package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.expression.Condition;
import dev.keyshelf.embedded.expression.Update;
import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Sizes;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.tables.Index;
import dev.keyshelf.embedded.tables.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A change or check of one item.
 *
 * @param key the item's key, checked already
 * @param condition must hold for the current item; if there is no item, for an empty one
 * @param returnsOld whether the error of a failed condition includes the item
 */
public record Action(
    Table table,
    Map<String, Value> key,
    Change change,
    Optional<Condition> condition,
    boolean returnsOld) {

  /** The change of the item. */
  public sealed interface Change {
    /** Replaces the item, or creates it. */
    record Put(Map<String, Value> item) implements Change {}

    /** Updates the item, or creates it if it does not exist. */
    record Updated(Optional<Update> update) implements Change {}

    /** Deletes the item. */
    record Delete() implements Change {}

    /** Leaves the item as it is, and only checks the condition. */
    record Check() implements Change {}
  }

  Bytes place() {
    return Bytes.of(table.place(key));
  }

  /**
   * Returns the effect on the current item.
   *
   * @param old the current item; empty if there is none
   * @throws Refusal if the condition does not hold, or the change cannot be made
   */
  Effect on(Optional<Map<String, Value>> old) {
    if (condition.isPresent() && !condition.get().test(old.orElse(Map.of()))) {
      throw conditionFailed(old);
    }
    return new Effect(this, old, after(old));
  }

  private Refusal conditionFailed(Optional<Map<String, Value>> old) {
    Map<String, Object> details =
        returnsOld && old.isPresent() ? Map.of("Item", old.get()) : Map.of();
    return new Refusal(
        "ConditionalCheckFailedException", "The conditional request failed", details);
  }

  private Optional<Map<String, Value>> after(Optional<Map<String, Value>> old) {
    return switch (change) {
      case Change.Check _ -> old;
      case Change.Delete _ -> Optional.empty();
      case Change.Put(var item) -> Optional.of(item);
      case Change.Updated(var update) -> Optional.of(updated(old, update));
    };
  }

  private Map<String, Value> updated(Optional<Map<String, Value>> old, Optional<Update> update) {
    var before = old.orElse(key);
    var after = update.isPresent() ? update.get().applyTo(before) : new LinkedHashMap<>(before);
    if (Sizes.ofItem(after) > Sizes.LARGEST_ITEM) {
      throw Refusal.validation("Item size to update has exceeded the maximum allowed size");
    }
    for (Index index : table.indexes()) {
      index.requireKeyTypes(after);
    }
    return after;
  }
}
