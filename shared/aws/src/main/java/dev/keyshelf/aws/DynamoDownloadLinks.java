package dev.keyshelf.aws;

import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.download.Download;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.DownloadLinks;
import dev.keyshelf.domain.download.LinkRevocation;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.once.Commit;
import dev.keyshelf.domain.once.IdempotencyRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores download links in DynamoDB. Each link has its own partition, keyed by the hash of its
 * token, with its downloads. The customer's partition holds one list entry for each link, which
 * names that hash, and one item for each revocation of all links of a purchase.
 */
final class DynamoDownloadLinks implements DownloadLinks {
  private final Table table;
  private final CommandRecords records;

  DynamoDownloadLinks(Table table, CommandRecords records) {
    this.table = table;
    this.records = records;
  }

  @Override
  public Optional<DownloadLink> find(String tokenHash) {
    return table.get(Keys.link(tokenHash)).map(LinkItems::link);
  }

  @Override
  public Optional<DownloadLink> find(Entitlement entitlement, LinkId id) {
    var entry =
        table.get(
            Keys.linkEntry(entitlement.partner(), entitlement.customer(), entitlement.id(), id));
    return entry
        .flatMap(item -> find(item.text("tokenHash")))
        .map(link -> withRevocations(entitlement, List.of(link)).getFirst());
  }

  /**
   * Returns the links in the same order, and adds the revocation to those that were revoked
   * together with all others. The link's own item does not have it then.
   */
  private List<DownloadLink> withRevocations(Entitlement entitlement, List<DownloadLink> links) {
    var keys =
        links.stream()
            .filter(link -> link.revoked().isEmpty() && link.isRevoked(entitlement))
            .map(LinkItems::revocationOfAll)
            .distinct()
            .toList();
    var revocations =
        table.get(keys).stream().collect(Collectors.toMap(Item::key, LinkItems::revocation));
    return links.stream()
        .map(
            link -> {
              var shared = revocations.get(LinkItems.revocationOfAll(link));
              if (link.revoked().isPresent() || shared == null) {
                return link;
              }
              return link.afterRevocation(shared);
            })
        .toList();
  }

  @Override
  public Optional<Download> findDownload(String tokenHash, DownloadId id) {
    return table
        .get(Keys.download(tokenHash, id))
        .map(item -> LinkItems.download(tokenHash, id, item));
  }

  @Override
  public Page list(Entitlement entitlement, int limit, Optional<LinkId> after) {
    var partner = entitlement.partner();
    var customer = entitlement.customer();
    var range =
        Table.Range.startingWith(
                Keys.belongingsOf(partner, customer), Keys.linksOf(entitlement.id()))
            .backwards();
    var afterSort = after.map(id -> Keys.linkEntry(partner, customer, entitlement.id(), id).sort());
    // Reads one extra entry to learn whether there is another page.
    var entries = table.query(range, limit + 1, afterSort.orElse(null)).items();
    var keys =
        entries.stream().limit(limit).map(entry -> Keys.link(entry.text("tokenHash"))).toList();
    // A batch get returns items in no order. Ids begin with their time, so this is newest first.
    var links =
        table.get(keys).stream()
            .map(LinkItems::link)
            .sorted(Comparator.comparing((DownloadLink link) -> link.id().value()).reversed())
            .toList();
    return new Page(
        withRevocations(entitlement, links),
        entries.size() > limit ? Optional.of(links.getLast().id()) : Optional.empty());
  }

  @Override
  public Map<EntitlementId, Integer> countOpen(List<Entitlement> entitlements, Instant now) {
    var byCustomer =
        entitlements.stream().collect(Collectors.groupingBy(Entitlement::customer)).values();
    if (byCustomer.size() <= 1) {
      return new OpenLinks(table, entitlements, now).count();
    }
    var counts = new ConcurrentHashMap<EntitlementId, Integer>();
    AtOnce.forEach(byCustomer, each -> counts.putAll(new OpenLinks(table, each, now).count()));
    return counts;
  }

  @Override
  public Commit add(
      DownloadLink link, Entitlement entitlement, ActivityRecord activity, IdempotencyRecord once) {
    var now = link.createdAt();
    var entry =
        Item.at(Keys.linkEntry(link.partner(), link.customer(), link.entitlement(), link.id()))
            .with("tokenHash", link.tokenHash())
            .with(DeskKeys.PARTITION, DeskKeys.link(link.partner(), link.id()))
            .with(DeskKeys.SORT, Keys.padded(link.entitlement()));
    var transaction = table.writes().transaction().add(LinkItems.item(link)).add(entry);
    CommandRecords.linkGate(transaction, entitlement, link.generation(), now);
    records.record(transaction, activity);
    records.answer(transaction, once, now);
    return table.writes().commit(transaction, now);
  }

  @Override
  public Commit start(
      DownloadLink link, Entitlement entitlement, Download download, ActivityRecord activity) {
    var now = download.startedAt();
    var values = new HashMap<String, AttributeValue>();
    values.put(":one", number(1));
    values.put(":now", AttributeValue.fromS(Keys.time(now)));
    // A link is at rest if it has no recent start. StartDownload then assumes that this start is
    // the
    // only recent one, so it must fail if another one was committed since the link was read.
    var unusedSinceRead = "";
    if (link.isAtRest(now)) {
      unusedSinceRead =
          link.lastUsedAt().isPresent()
              ? " AND lastUsedAt = :last"
              : " AND attribute_not_exists(lastUsedAt)";
      link.lastUsedAt().ifPresent(at -> values.put(":last", AttributeValue.fromS(Keys.time(at))));
    }
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                Keys.link(link.tokenHash()),
                "SET used = used + :one, lastUsedAt = :now",
                "used < usesAllowed AND expiresAt > :now AND attribute_not_exists(revokedAt)"
                    + unusedSinceRead,
                values)
            .add(LinkItems.item(download));
    CommandRecords.linkGate(transaction, entitlement, link.generation(), now);
    records.record(transaction, activity);
    return table.writes().commit(transaction, now);
  }

  @Override
  public void recordRefusal(ActivityRecord refusal) {
    var item = ActivityItems.item(refusal);
    // Refusals for the same reason share one record for each minute. It is read first, so that
    // repeated requests for a dead link cost reads, not writes.
    if (table.get(item.key()).isEmpty()) {
      table.writes().put(item, "attribute_not_exists(" + Keys.PARTITION + ")", Map.of());
    }
  }

  @Override
  public int countStarts(DownloadLink link, Instant after) {
    var downloads =
        table.query(
            Table.Range.startingWith(Keys.link(link.tokenHash()).partition(), Keys.DOWNLOAD));
    return (int)
        downloads.stream().filter(item -> item.instant("startedAt").isAfter(after)).count();
  }

  @Override
  public Commit revoke(
      DownloadLink link,
      LinkRevocation revocation,
      ActivityRecord activity,
      IdempotencyRecord once) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":at", AttributeValue.fromS(Keys.time(revocation.at())));
    values.put(":by", AttributeValue.fromS(revocation.by()));
    revocation.reason().ifPresent(why -> values.put(":why", AttributeValue.fromS(why)));
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                Keys.link(link.tokenHash()),
                "SET revokedAt = :at, revokedBy = :by"
                    + (revocation.reason().isPresent() ? ", revocationReason = :why" : ""),
                "attribute_exists(" + Keys.PARTITION + ") AND attribute_not_exists(revokedAt)",
                values);
    records.record(transaction, activity);
    records.answer(transaction, once, revocation.at());
    return table.writes().commit(transaction, revocation.at(), Patience.IN_A_CROWD);
  }

  @Override
  public Commit revokeAll(
      Entitlement entitlement,
      LinkRevocation revocation,
      ActivityRecord activity,
      IdempotencyRecord once) {
    var updated = entitlement.withLinksRevoked();
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                EntitlementItems.key(entitlement),
                "SET linkGeneration = :generation, version = :next",
                "version = :version",
                Map.of(
                    ":generation", number(updated.linkGeneration()),
                    ":next", number(updated.version()),
                    ":version", number(entitlement.version())))
            .add(LinkItems.item(entitlement, revocation));
    records.record(transaction, activity);
    records.answer(transaction, once, revocation.at());
    return table.writes().commit(transaction, revocation.at(), Patience.IN_A_CROWD);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  @Override
  public Commit sign(DownloadLink link, Entitlement entitlement, Download download, Instant now) {
    var transaction =
        table
            .writes()
            .transaction()
            .update(
                Keys.download(link.tokenHash(), download.id()),
                "SET signatures = signatures + :one",
                "signatures < :most AND sessionEndsAt > :now",
                Map.of(
                    ":one", number(1),
                    ":most", number(Download.MOST_SIGNATURES),
                    ":now", AttributeValue.fromS(Keys.time(now))))
            .check(Keys.link(link.tokenHash()), "attribute_not_exists(revokedAt)", Map.of());
    CommandRecords.linkGate(transaction, entitlement, link.generation(), now);
    return table.writes().commit(transaction, now);
  }
}
