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
 * What a request wants of one item.
 *
 * @param key the item's key, checked already
 * @param condition must hold of the item as it is, or of an empty one
 * @param returnsOld whether a lost condition shows the item
 */
public record Action(
    Table table,
    Map<String, Value> key,
    Change change,
    Optional<Condition> condition,
    boolean returnsOld) {

  /** What becomes of the item. */
  public sealed interface Change {
    /** It is replaced by another one. */
    record Put(Map<String, Value> item) implements Change {}

    /** It is changed, or made if it is not there. */
    record Updated(Optional<Update> update) implements Change {}

    /** It goes. */
    record Delete() implements Change {}

    /** It stays as it is. */
    record Check() implements Change {}
  }

  Bytes place() {
    return Bytes.of(table.place(key));
  }

  /**
   * Decides on the item as it is.
   *
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
