package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.domain.catalog.Verifications;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The files to verify, in one partition. Only imports of catalogues and the function that verifies
 * use it.
 */
final class DynamoVerifications implements Verifications {
  private static final String RUN = "runId";
  private static final String LEASE = "leaseUntil";
  private static final String FAILURE = "failure";
  private static final String SUPPLIED_AT = "suppliedAt";
  private static final String HAD = "runId = :run";

  private final Table table;
  private final Clock clock;

  DynamoVerifications(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void add(Verification verification) {
    table.writes().put(item(verification), "attribute_not_exists(pk)", Map.of());
  }

  @Override
  public void addAgain(Verification verification) {
    table
        .writes()
        .put(
            item(verification),
            "attribute_not_exists(pk) OR attribute_exists(" + FAILURE + ")",
            Map.of());
  }

  @Override
  public Optional<Verification> find(String objectKey, String sha256) {
    return table.get(Keys.verification(objectKey, sha256)).map(DynamoVerifications::verification);
  }

  @Override
  public List<Verification> list() {
    return table.query(Table.Range.startingWith(Keys.VERIFICATION, Keys.FILE)).stream()
        .filter(item -> !item.has(FAILURE))
        .map(DynamoVerifications::verification)
        .toList();
  }

  @Override
  public Optional<Verification> take(Verification verification, String run, Instant now) {
    var key = Keys.verification(verification.objectKey(), verification.sha256());
    var isTaken =
        table
            .writes()
            .update(
                key,
                "SET runId = :run, leaseUntil = :until",
                "attribute_exists(pk) AND attribute_not_exists(failure) AND"
                    + " (attribute_not_exists(leaseUntil) OR leaseUntil <= :now OR runId = :run)",
                Map.of(
                    ":run",
                    AttributeValue.fromS(run),
                    ":until",
                    AttributeValue.fromS(Keys.time(now.plus(Verification.LEASE))),
                    ":now",
                    AttributeValue.fromS(Keys.time(now))));
    return isTaken ? table.get(key).map(DynamoVerifications::verification) : Optional.empty();
  }

  @Override
  public boolean save(Verification verification, String run, Instant now) {
    var item = item(verification);
    if (verification.failure().isPresent()) {
      item.with(Keys.TTL, now.plus(Verification.KEPT).getEpochSecond());
    } else {
      item.with(RUN, run).with(LEASE, now.plus(Verification.LEASE));
    }
    return table.writes().put(item, HAD, Map.of(":run", AttributeValue.fromS(run)));
  }

  @Override
  public void leave(Verification verification, String run) {
    table
        .writes()
        .update(
            Keys.verification(verification.objectKey(), verification.sha256()),
            "REMOVE runId, leaseUntil",
            HAD,
            Map.of(":run", AttributeValue.fromS(run)));
  }

  @Override
  public void remove(Verification verification) {
    var key = Keys.verification(verification.objectKey(), verification.sha256());
    table.writes().commit(table.writes().transaction().remove(key), clock.instant());
  }

  @Override
  public void await(Waiting waiting) {
    var item =
        Item.at(Keys.waitingImport(waiting.objectKey()))
            .with("objectKey", waiting.objectKey())
            .with(SUPPLIED_AT, waiting.suppliedAt())
            .with("principal", waiting.principal())
            .with("address", waiting.address())
            .with("requestId", waiting.requestId());
    table
        .writes()
        .put(
            item,
            "attribute_not_exists(pk) OR suppliedAt <= :suppliedAt",
            Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(waiting.suppliedAt()))));
  }

  @Override
  public List<Waiting> waiting() {
    return table.query(Table.Range.startingWith(Keys.VERIFICATION, Keys.IMPORT)).stream()
        .map(
            item ->
                new Waiting(
                    item.text("objectKey"),
                    item.instant(SUPPLIED_AT),
                    item.text("principal"),
                    item.text("address"),
                    item.text("requestId")))
        .toList();
  }

  @Override
  public void forget(Waiting waiting) {
    var removal =
        table
            .writes()
            .transaction()
            .remove(
                Keys.waitingImport(waiting.objectKey()),
                "suppliedAt = :suppliedAt",
                Map.of(":suppliedAt", AttributeValue.fromS(Keys.time(waiting.suppliedAt()))));
    table.writes().commit(removal, clock.instant());
  }

  private static Item item(Verification verification) {
    var item =
        Item.at(Keys.verification(verification.objectKey(), verification.sha256()))
            .with("objectKey", verification.objectKey())
            .with("size", verification.size())
            .with("sha256", verification.sha256());
    verification
        .progress()
        .ifPresent(
            progress ->
                item.with("tag", progress.tag())
                    .with("upload", progress.upload())
                    .with("part", progress.part())
                    .with("offset", progress.offset())
                    .with("hash", progress.hash()));
    verification
        .failure()
        .ifPresent(failure -> item.with("tag", failure.tag()).with(FAILURE, failure.why()));
    return item;
  }

  private static Verification verification(Item item) {
    Optional<Verification.Progress> progress =
        item.has("upload")
            ? Optional.of(
                new Verification.Progress(
                    item.text("tag"),
                    item.text("upload"),
                    item.integer("part"),
                    item.number("offset"),
                    item.text("hash")))
            : Optional.empty();
    return new Verification(
        item.text("objectKey"),
        item.number("size"),
        item.text("sha256"),
        progress,
        item.optionalText(FAILURE).map(why -> new Verification.Failure(item.text("tag"), why)));
  }
}
