package dev.keyshelf.local.permission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement's conditions say of the partition keys of a call, and how IAM compares them.
 *
 * @param all patterns, one of which each key must match; empty for any keys
 * @param any patterns, one of which some key must match; empty for any keys
 * @param passesWithout whether {@code any} also holds if the call has no key
 * @param needed whether the call must have a key
 * @param outside whether the statement is for calls outside transactions only
 */
record LeadingKeys(
    List<String> all, List<String> any, boolean passesWithout, boolean needed, boolean outside) {
  static final String KEY = "dynamodb:LeadingKeys";
  static final String ENCLOSING = "dynamodb:EnclosingOperation";
  static final String ALL = "ForAllValues:StringLike";
  static final String ANY = "ForAnyValue:StringLike";
  static final String ANY_IF_ANY = "ForAnyValue:StringLikeIfExists";
  static final String OUTSIDE = "ForAllValues:StringNotEquals";
  static final Set<String> OPERATORS = Set.of(ALL, ANY, ANY_IF_ANY, "Null");

  /** The ways in which IAM may see the keys of a transaction. AWS documents none of them. */
  enum Seen {
    /** Each action with the key of its own item. */
    OWN,
    /** Each action with the keys of all actions of its kind. */
    OF_ITS_KIND,
    /** Each action with the keys of all actions. */
    TOGETHER,
    /** No key. */
    NONE
  }

  /** Reads the conditions of a statement. */
  static LeadingKeys of(JsonNode statement) {
    var condition = statement.path("Condition");
    var unlessAbsent = condition.has(ANY_IF_ANY);
    return new LeadingKeys(
        texts(condition.path(ALL).path(KEY)),
        texts(condition.path(unlessAbsent ? ANY_IF_ANY : ANY).path(KEY)),
        unlessAbsent,
        condition.path("Null").path(KEY).asText().equals("false"),
        condition.path(OUTSIDE).has(ENCLOSING));
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return RawTemplate.listOf(oneOrMany).stream().map(JsonNode::asText).toList();
  }

  /** Returns whether the conditions hold for an action of a transaction. */
  boolean holdInATransaction(Ask ask, Seen seen) {
    return !outside
        && hold(
            switch (seen) {
              case OWN -> Optional.of(Set.of(ask.condition()));
              case OF_ITS_KIND -> Optional.of(ask.alike());
              case TOGETHER -> Optional.of(ask.together());
              case NONE -> Optional.empty();
            });
  }

  /**
   * Returns whether the conditions hold for the keys of a call.
   *
   * @param keys empty if IAM sees no key, for which {@code ForAllValues} is true
   */
  boolean hold(Optional<Set<String>> keys) {
    return keys.map(
            each ->
                (all.isEmpty() || each.stream().allMatch(key -> isOneOf(key, all)))
                    && (any.isEmpty() || each.stream().anyMatch(key -> isOneOf(key, any))))
        .orElseGet(() -> !needed && (any.isEmpty() || passesWithout));
  }

  private static boolean isOneOf(String key, List<String> patterns) {
    return patterns.stream().anyMatch(pattern -> Grant.isLike(key, pattern));
  }
}
