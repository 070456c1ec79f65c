package dev.keyshelf.aws;

import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.TimeLeft;
import dev.keyshelf.domain.once.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes Keyshelf's one table: the transaction of a command, or one item under a condition. A
 * failed condition is a result, not an exception. Conflicts and throttling are retried. Methods
 * throw an {@link UnavailableException} for other transient failures.
 */
final class Writes {
  /** The maximum age of a decision. An older one is not sent, since its facts may be outdated. */
  private static final Duration OLDEST_DECISION = Duration.ofSeconds(20);

  /** The reasons for which a throttled table cancels a transaction. */
  private static final Set<String> THROTTLED =
      Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient dynamo;
  private final String name;
  private final Clock clock;

  Writes(DynamoDbClient dynamo, String name, Clock clock) {
    this.dynamo = dynamo;
    this.name = name;
    this.clock = clock;
  }

  /** Begins a transaction. */
  Transaction transaction() {
    return new Transaction(name);
  }

  /** Writes an item if a condition holds. A retry by the SDK must change nothing more. */
  boolean put(Item item, String condition, Map<String, AttributeValue> values) {
    return conditionally(
        () ->
            dynamo.putItem(
                put -> {
                  put.tableName(name).item(item.values()).conditionExpression(condition);
                  if (!values.isEmpty()) {
                    put.expressionAttributeValues(values);
                  }
                }));
  }

  /**
   * Updates an item if a condition holds. The update must make the condition false, so that a retry
   * by the SDK does not apply it twice.
   */
  boolean update(Key key, String expression, String condition, Map<String, AttributeValue> values) {
    return conditionally(
        () ->
            dynamo.updateItem(
                update ->
                    update
                        .tableName(name)
                        .key(key.values())
                        .updateExpression(expression)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)));
  }

  private static boolean conditionally(Supplier<?> write) {
    var patience = new Patience(Patience.USUAL);
    while (true) {
      TimeLeft.requireEnoughToWrite();
      try {
        Outages.tried("write", write);
        return true;
      } catch (ConditionalCheckFailedException _) {
        return false;
      } catch (TransactionConflictException conflict) {
        patience.pauseAfterConflict(conflict);
      }
    }
  }

  /** Commits a transaction that was decided at this moment. */
  Commit commit(Transaction transaction) {
    return commit(transaction, clock.instant());
  }

  /** Commits a transaction, with the usual budget for conflicts. */
  Commit commit(Transaction transaction, Instant decidedAt) {
    return commit(transaction, decidedAt, Patience.USUAL);
  }

  /**
   * Commits a transaction.
   *
   * @param decidedAt the time of the decision
   * @param budget the time during which conflicts with other commands are retried
   * @return STALE if a condition failed, another transaction used the same token, or the only
   *     conflicts were with commands that take the same items
   */
  Commit commit(Transaction transaction, Instant decidedAt, Duration budget) {
    var token = UUID.randomUUID().toString();
    var patience = new Patience(budget);
    while (true) {
      if (Duration.between(decidedAt, clock.instant()).compareTo(OLDEST_DECISION) > 0) {
        throw new UnavailableException("the decision is too old to be sent");
      }
      TimeLeft.requireEnoughToWrite();
      try {
        Outages.tried(
            "transaction",
            () ->
                dynamo.transactWriteItems(
                    write -> write.transactItems(transaction.actions()).clientRequestToken(token)));
        return Commit.DONE;
      } catch (TransactionCanceledException cancelled) {
        if (hasReason(cancelled, "ConditionalCheckFailed"::equals)) {
          return Commit.STALE;
        }
        if (hasReason(cancelled, THROTTLED::contains)) {
          patience.pauseAfterThrottling(cancelled);
        } else if (transaction.isBeatenTo(cancelled.cancellationReasons())) {
          Patience.pauseForTheFirst(Duration.between(decidedAt, clock.instant()));
          return Commit.STALE;
        } else if (hasReason(cancelled, Transaction.CONFLICT::equals)) {
          patience.pauseAfterConflict(cancelled);
        } else {
          throw cancelled;
        }
      } catch (TransactionInProgressException inProgress) {
        patience.pauseAfterConflict(inProgress);
      } catch (IdempotentParameterMismatchException _) {
        return Commit.STALE;
      }
    }
  }

  private static boolean hasReason(
      TransactionCanceledException cancelled, Predicate<String> wanted) {
    return cancelled.cancellationReasons().stream()
        .map(CancellationReason::code)
        .filter(Objects::nonNull)
        .anyMatch(wanted);
  }
}
