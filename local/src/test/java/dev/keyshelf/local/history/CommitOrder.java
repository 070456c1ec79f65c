package dev.keyshelf.local.history;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import dev.keyshelf.local.history.Told.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Records when transactions reached the store. A transaction that was sent after the answer to a
 * cancel or a revocation must not have committed. Clients alone cannot see that if both were in
 * progress at the same time.
 */
final class CommitOrder implements Script {
  private static final Set<String> USES =
      Set.of(
          "KEYS_RESERVED",
          "KEYS_ISSUED",
          "KEYS_REVEALED",
          "KEY_ROTATED",
          "LINK_CREATED",
          "DOWNLOAD_STARTED");

  private final Script faults;

  /** Transactions by the key of the record that each adds. The record shows that it committed. */
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();

  CommitOrder(Script faults) {
    this.faults = faults;
  }

  /**
   * A transaction, from the start of its first attempt to the arrival of its last answer.
   *
   * @param ended the ids of the entitlements that it ends
   */
  private record Sent(
      String operation, Map<String, AttributeValue> subject, Set<String> ended, Span span) {
    String subject(String name) {
      return text(subject, name);
    }
  }

  @Override
  public void at(Moment moment, SdkRequest request) {
    if (moment == Moment.AFTER_AN_ATTEMPT) {
      note(request);
    }
    faults.at(moment, request);
    if (moment == Moment.BEFORE_AN_ATTEMPT) {
      note(request);
    }
  }

  @Override
  public void refused(Throwable failure) {
    faults.refused(failure);
  }

  private void note(SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest write) {
      var ended = new HashSet<String>();
      for (var item : puts(write)) {
        if (text(item, "sk").startsWith("ENTITLEMENT#") && item.containsKey("cancelledAt")) {
          ended.add(text(item, "id"));
        }
      }
      for (var item : puts(write)) {
        if (text(item, "pk").startsWith("ACTIVITY#")) {
          var now = System.nanoTime();
          var subject = item.getOrDefault("subject", AttributeValue.fromM(Map.of())).m();
          sent.merge(
              key(item),
              new Sent(text(item, "operation"), subject, ended, new Span(now, now)),
              (first, _) ->
                  new Sent(first.operation(), subject, ended, new Span(first.span().began(), now)));
        }
      }
    }
  }

  private static List<Map<String, AttributeValue>> puts(TransactWriteItemsRequest write) {
    return write.transactItems().stream()
        .map(TransactWriteItem::put)
        .filter(put -> put != null)
        .map(put -> put.item())
        .toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    var value = item.getOrDefault(name, AttributeValue.fromS("")).s();
    return value == null ? "" : value;
  }

  private static String key(Map<String, AttributeValue> item) {
    return text(item, "pk") + " " + text(item, "sk");
  }

  /** Reports the committed transactions that were sent too late. */
  void check(Models models, List<Map<String, AttributeValue>> items) {
    List<Sent> committed = new ArrayList<>();
    for (var item : items) {
      var transaction = sent.get(key(item));
      if (transaction != null) {
        committed.add(transaction);
      }
    }
    for (var use : committed) {
      var entitlement = use.subject("entitlement");
      if (USES.contains(use.operation())) {
        isInTime(models, committed, use, "cancelled", end -> end.ended().contains(entitlement));
      }
      if (use.operation().equals("DOWNLOAD_STARTED")) {
        var link = use.subject("link");
        isInTime(
            models,
            committed,
            use,
            "revoked",
            end -> end.operation().equals("LINK_REVOKED") && end.subject("link").equals(link));
        isInTime(models, committed, use, "revoked with all", end -> endsAll(committed, end, use));
      }
    }
  }

  private static void isInTime(
      Models models, List<Sent> committed, Sent use, String how, Predicate<Sent> ends) {
    for (var end : committed) {
      models.unless(
          !(ends.test(end) && use.span().isAfter(end.span())),
          "order",
          use.subject("entitlement"),
          "%s committed %s us after it was %s"
              .formatted(use.operation(), (use.span().began() - end.span().ended()) / 1000, how));
    }
  }

  private static boolean endsAll(List<Sent> committed, Sent end, Sent use) {
    return end.operation().equals("LINKS_REVOKED")
        && end.subject("entitlement").equals(use.subject("entitlement"))
        && committed.stream()
            .filter(made -> made.operation().equals("LINK_CREATED"))
            .filter(made -> made.subject("link").equals(use.subject("link")))
            .anyMatch(made -> end.span().isAfter(made.span()));
  }
}
