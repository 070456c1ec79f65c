package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The actions that the transactions of all commands share: activity record, answer and gate. */
final class CommandRecords {
  private final IdempotencyItems idempotency;
  private final Runnable admission;

  /** Creates them for commands that need no key with which product keys are sealed or hashed. */
  CommandRecords(IdempotencyItems idempotency) {
    this(idempotency, () -> {});
  }

  /**
   * Creates them for commands that are refused if the table was filled with other keys.
   *
   * @param admission throws if it was
   */
  CommandRecords(IdempotencyItems idempotency, Runnable admission) {
    this.idempotency = idempotency;
    this.admission = admission;
  }

  /** Adds the activity record. */
  Transaction record(Transaction transaction, ActivityRecord activity) {
    admission.run();
    return transaction.add(ActivityItems.item(activity));
  }

  /** Adds the answer under the caller's idempotency key. It may replace an expired record. */
  Transaction answer(Transaction transaction, IdempotencyRecord once, Instant now) {
    admission.run();
    return transaction.put(
        idempotency.item(once, now),
        "attribute_not_exists(" + Keys.PARTITION + ") OR " + Keys.TTL + " <= :now",
        Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))));
  }

  /**
   * Adds a check that the entitlement's gate is open at {@code now} to links of this generation. So
   * one update of the entitlement ends all its links.
   */
  static Transaction linkGate(
      Transaction transaction, Entitlement entitlement, int generation, Instant now) {
    var values = new HashMap<>(gateValues(now));
    if (generation > 0) {
      values.put(":generation", AttributeValue.fromN(Integer.toString(generation)));
    }
    return transaction.check(
        EntitlementItems.key(entitlement),
        EntitlementItems.GATE_OPEN
            + (generation > 0
                ? " AND linkGeneration = :generation"
                : " AND attribute_not_exists(linkGeneration)"),
        values);
  }

  static Map<String, AttributeValue> gateValues(Instant now) {
    return Map.of(":none", AttributeValue.fromN("0"), ":now", AttributeValue.fromS(Keys.time(now)));
  }
}
