package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Links and downloads in DynamoDB: in a partition of their own, under the hash of the token. */
final class DynamoDownloadLinks implements DownloadLinks {
  private final Table table;
  private final CommandRecords records;

  DynamoDownloadLinks(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Optional<DownloadLink> find(String tokenHash) {
    return table.get(Keys.link(tokenHash)).map(DynamoDownloadLinks::link);
  }

  @Override
  public Optional<Download> findDownload(String tokenHash, DownloadId id) {
    return table
        .get(Keys.download(tokenHash, id))
        .map(
            item ->
                new Download(
                    id,
                    tokenHash,
                    item.instant("startedAt"),
                    item.instant("sessionEndsAt"),
                    item.integer("signatures")));
  }

  @Override
  public List<DownloadLink> list(Entitlement entitlement, int limit) {
    var range =
        Table.Range.startingWith(
                Keys.belongingsOf(entitlement.partner(), entitlement.customer()),
                Keys.linksOf(entitlement.id()))
            .backwards();
    var entries = table.query(range, limit, null).items();
    return table
        .get(entries.stream().map(entry -> Keys.link(entry.text("tokenHash"))).toList())
        .stream()
        .map(DynamoDownloadLinks::link)
        .sorted(Comparator.comparing((DownloadLink link) -> link.id().value()).reversed())
        .toList();
  }

  @Override
  public Map<EntitlementId, Integer> countOpen(List<Entitlement> entitlements, Instant now) {
    return new OpenLinks(table, entitlements, now).count();
  }

  @Override
  public Commit add(
      DownloadLink link, Entitlement entitlement, ActivityRecord activity, IdempotencyRecord once) {
    var now = link.createdAt();
    var entry =
        Item.at(Keys.linkEntry(link.partner(), link.customer(), link.entitlement(), link.id()))
            .with("tokenHash", link.tokenHash());
    var transaction = table.transaction().add(item(link)).add(entry);
    CommandRecords.gate(transaction, entitlement, now);
    records.record(transaction, activity);
    records.answer(transaction, once, now);
    return table.commit(transaction, now);
  }

  @Override
  public Commit start(
      DownloadLink link, Entitlement entitlement, Download download, ActivityRecord activity) {
    var now = download.startedAt();
    var transaction =
        table
            .transaction()
            .update(
                Keys.link(link.tokenHash()),
                "SET used = used + :one",
                "used < usesAllowed AND expiresAt > :now AND attribute_not_exists(revokedAt)",
                Map.of(
                    ":one", AttributeValue.fromN("1"),
                    ":now", AttributeValue.fromS(Keys.time(now))))
            .add(item(download));
    CommandRecords.gate(transaction, entitlement, now);
    records.record(transaction, activity);
    return table.commit(transaction, now);
  }

  @Override
  public Commit sign(DownloadLink link, Entitlement entitlement, Download download, Instant now) {
    var transaction =
        table
            .transaction()
            .update(
                Keys.download(link.tokenHash(), download.id()),
                "SET signatures = signatures + :one",
                "signatures < :most AND sessionEndsAt > :now",
                Map.of(
                    ":one", AttributeValue.fromN("1"),
                    ":most", AttributeValue.fromN(Integer.toString(Download.MOST_SIGNATURES)),
                    ":now", AttributeValue.fromS(Keys.time(now))))
            .check(Keys.link(link.tokenHash()), "attribute_not_exists(revokedAt)", Map.of());
    CommandRecords.gate(transaction, entitlement, now);
    return table.commit(transaction, now);
  }

  private static Item item(DownloadLink link) {
    return Item.at(Keys.link(link.tokenHash()))
        .with("id", link.id().value())
        .with("tokenHash", link.tokenHash())
        .with("partner", link.partner().value())
        .with("customer", link.customer().value())
        .with("entitlement", link.entitlement().value())
        .with("artifact", ArtifactItems.fill(Item.inner(), link.artifact()))
        .with("createdAt", link.createdAt())
        .with("createdBy", link.createdBy())
        .with("expiresAt", link.expiresAt())
        .with("usesAllowed", link.limit())
        .with("used", link.used())
        .withInstant("revokedAt", link.revokedAt());
  }

  static DownloadLink link(Item item) {
    return new DownloadLink(
        new LinkId(item.text("id")),
        item.text("tokenHash"),
        new PartnerId(item.text("partner")),
        new CustomerId(item.text("customer")),
        new EntitlementId(item.text("entitlement")),
        ArtifactItems.artifact(item.item("artifact")),
        item.instant("createdAt"),
        item.text("createdBy"),
        item.instant("expiresAt"),
        item.integer("usesAllowed"),
        item.integer("used"),
        item.optionalInstant("revokedAt"));
  }

  private static Item item(Download download) {
    return Item.at(Keys.download(download.tokenHash(), download.id()))
        .with("startedAt", download.startedAt())
        .with("sessionEndsAt", download.sessionEndsAt())
        .with("signatures", download.signed());
  }
}
