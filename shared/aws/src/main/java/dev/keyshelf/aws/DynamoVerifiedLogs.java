package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.domain.sealing.Finding;
import dev.keyshelf.domain.sealing.Unresolved;
import dev.keyshelf.domain.sealing.Verdict;
import dev.keyshelf.domain.sealing.VerifiedLog;
import dev.keyshelf.domain.sealing.VerifiedLogs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The verdict on each log in DynamoDB: one item for each log. */
final class DynamoVerifiedLogs implements VerifiedLogs {
  /** How often a result is added anew, because another run added one at the same time. */
  private static final int TRIES = 5;

  private final Table table;

  DynamoVerifiedLogs(Table table) {
    this.table = table;
  }

  @Override
  public Verdict keep(VerifiedLog verified) {
    for (int i = 0; i < TRIES; i++) {
      var found = table.get(SealKeys.verified(verified.partner()));
      var verdict =
          found
              .map(item -> verdict(verified.partner(), item).with(verified))
              .orElseGet(() -> Verdict.of(verified));
      var runs = found.map(item -> item.number("runs")).orElse(0L);
      var isKept =
          table
              .writes()
              .put(
                  item(verdict).with("runs", runs + 1),
                  "attribute_not_exists(" + Keys.PARTITION + ") OR runs = :runs",
                  Map.of(":runs", AttributeValue.fromN(Long.toString(runs))));
      if (isKept) {
        return verdict;
      }
    }
    throw UnavailableException.ofConflict("other runs verify the same log");
  }

  private static Item item(Verdict verdict) {
    var last = verdict.last();
    var item =
        Item.at(SealKeys.verified(last.partner()))
            .with("verifiedAt", last.at())
            .with("rangeFrom", last.from())
            .with("rangeTo", last.to())
            .with("outcome", last.result().name())
            .with("seals", last.seals())
            .with("records", last.records())
            .with("late", last.late())
            .with("unsealed", last.unsealed())
            .with("findings", items(last.findings()))
            .with("moreFindings", last.moreFindings());
    verdict.unresolved().ifPresent(left -> item.with("unresolved", item(left)));
    return item;
  }

  private static Item item(Unresolved left) {
    return Item.inner()
        .with("firstFoundAt", left.firstFoundAt())
        .with("lastFoundAt", left.lastFoundAt())
        .with("rangeFrom", left.from())
        .with("rangeTo", left.to())
        .with("findings", items(left.findings()))
        .with("moreFindings", left.moreFindings());
  }

  private static List<Item> items(List<Finding> findings) {
    return findings.stream().map(DynamoVerifiedLogs::item).toList();
  }

  private static Item item(Finding finding) {
    return Item.inner()
        .with("kind", finding.kind().name())
        .with("hour", finding.hour())
        .with("what", finding.what());
  }

  @Override
  public Optional<Verdict> find(PartnerId partner) {
    return table.get(SealKeys.verified(partner)).map(item -> verdict(partner, item));
  }

  private static Verdict verdict(PartnerId partner, Item item) {
    return new Verdict(
        verified(partner, item),
        item.optionalItem("unresolved")
            .map(
                left ->
                    new Unresolved(
                        left.instant("firstFoundAt"),
                        left.instant("lastFoundAt"),
                        left.instant("rangeFrom"),
                        left.instant("rangeTo"),
                        findings(left),
                        left.integer("moreFindings"))));
  }

  private static List<Finding> findings(Item item) {
    return item.items("findings").stream()
        .map(
            each ->
                new Finding(
                    Finding.Kind.valueOf(each.text("kind")),
                    each.instant("hour"),
                    each.text("what")))
        .toList();
  }

  private static VerifiedLog verified(PartnerId partner, Item item) {
    return new VerifiedLog(
        partner,
        item.instant("verifiedAt"),
        item.instant("rangeFrom"),
        item.instant("rangeTo"),
        VerifiedLog.Result.valueOf(item.text("outcome")),
        item.integer("seals"),
        item.integer("records"),
        item.integer("late"),
        item.integer("unsealed"),
        findings(item),
        item.integer("moreFindings"));
  }
}
