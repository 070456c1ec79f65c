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
 * The few ways in which we write the one table: a command's one transaction, and one item under a
 * condition. A lost condition is an answer; a conflict is tried again; every other failure of the
 * store is an {@link UnavailableException}.
 */
final class Writes {
  /** A decision that is older than this is not sent: the world may have moved. */
  private static final Duration OLDEST_DECISION = Duration.ofSeconds(20);

  /** What cancels a transaction and passes by itself. */
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient dynamo;
  private final String name;
  private final Clock clock;

  Writes(DynamoDbClient dynamo, String name, Clock clock) {
    this.dynamo = dynamo;
    this.name = name;
    this.clock = clock;
  }

  /** Begins a command's one transaction. */
  Transaction transaction() {
    return new Transaction(name);
  }

  /** Writes an item if a condition holds; an SDK's retry of it changes nothing more. */
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

  /** Changes an item if a condition holds that the change itself makes false. */
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
        patience.pauseAfter(conflict);
      }
    }
  }

  /** Commits a command's one transaction, within the usual budget for conflicts. */
  Commit commit(Transaction transaction, Instant decidedAt) {
    return commit(transaction, decidedAt, Patience.USUAL);
  }

  /**
   * Commits a command's one transaction.
   *
   * @param decidedAt the {@code now} of the decision
   * @param budget how long conflicts with other commands are retried
   * @return STALE when any condition was lost, or another transaction had this one's token
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
        if (!hasReason(cancelled, PASSING::contains)) {
          throw cancelled;
        }
        patience.pauseAfter(cancelled);
      } catch (TransactionInProgressException inProgress) {
        patience.pauseAfter(inProgress);
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
