package dev.keyshelf.aws;

import dev.keyshelf.domain.download.DownloadLink;
import dev.keyshelf.domain.download.LinkState;
import dev.keyshelf.domain.entitlement.Entitlement;
import dev.keyshelf.domain.entitlement.Entitlement.Gate;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.Ulids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the working links of many entitlements of one customer. The list entries of all links
 * share one partition, and those of each entitlement are sorted by time. One pass from the newest
 * entry reads those that are young enough to be live and skips the rest. So its cost depends on how
 * many links can still be live, not on how many were ever created.
 */
final class OpenLinks {
  private static final int MOST_EACH = 200;
  private static final int READ = 200;
  private static final int BATCH = 100;

  /** Sorts after every ULID. */
  private static final String END = "~";

  private final Table table;
  private final Instant now;
  private final Map<EntitlementId, Entitlement> entitlements;
  private final NavigableMap<String, Entitlement> byPrefix = new TreeMap<>();
  private final Map<String, Integer> taken = new TreeMap<>();
  private final List<Key> young = new ArrayList<>();

  OpenLinks(Table table, List<Entitlement> entitlements, Instant now) {
    this.table = table;
    this.now = now;
    this.entitlements = new LinkedHashMap<>();
    for (var each : entitlements) {
      this.entitlements.put(each.id(), each);
      if (each.gateAt(now) == Gate.OPEN && each.purchase().hasDownloads()) {
        byPrefix.put(Keys.linksOf(each.id()), each);
      }
    }
  }

  Map<EntitlementId, Integer> count() {
    var counts = new LinkedHashMap<EntitlementId, Integer>();
    entitlements.keySet().forEach(id -> counts.put(id, 0));
    if (!byPrefix.isEmpty()) {
      walk();
    }
    for (int from = 0; from < young.size(); from += BATCH) {
      var keys = young.subList(from, Math.min(young.size(), from + BATCH));
      table.get(keys).stream()
          .map(LinkItems::link)
          .filter(this::works)
          .collect(Collectors.groupingBy(DownloadLink::entitlement, Collectors.counting()))
          .forEach((id, count) -> counts.merge(id, count.intValue(), Integer::sum));
    }
    return counts;
  }

  private boolean works(DownloadLink link) {
    var entitlement = entitlements.get(link.entitlement());
    return entitlement != null && link.stateAt(now, entitlement) == LinkState.LIVE;
  }

  private void walk() {
    var any = byPrefix.firstEntry().getValue();
    var partition = Keys.belongingsOf(any.partner(), any.customer());
    var most = byPrefix.lastKey() + END;
    String after = null;
    while (true) {
      var range = Table.Range.between(partition, byPrefix.firstKey(), most).backwards();
      var page = table.query(range, READ, after);
      page.items().forEach(this::take);
      if (!page.more() || page.items().isEmpty()) {
        return;
      }
      var last = page.items().getLast().text(Keys.SORT);
      if (isWanted(last)) {
        after = last;
      } else {
        var next = byPrefix.lowerKey(prefix(last));
        if (next == null) {
          return;
        }
        most = next + END;
        after = null;
      }
    }
  }

  private void take(Item entry) {
    var sort = entry.text(Keys.SORT);
    if (isWanted(sort)) {
      taken.merge(prefix(sort), 1, Integer::sum);
      young.add(Keys.link(entry.text("tokenHash")));
    }
  }

  /**
   * Tells whether an entry belongs to a link that can still be live. If so, the entry before it may
   * belong to one too.
   */
  private boolean isWanted(String sort) {
    var prefix = prefix(sort);
    var entitlement = byPrefix.get(prefix);
    return entitlement != null
        && taken.getOrDefault(prefix, 0) < MOST_EACH
        && Ulids.Span.between(madeFrom(entitlement), Instant.MAX)
            .map(span -> sort.compareTo(prefix + span.least()) >= 0)
            .orElse(false);
  }

  /** Returns the creation time before which every link of the entitlement has expired. */
  private Instant madeFrom(Entitlement entitlement) {
    return now.minus(entitlement.purchase().terms().link().lifetime());
  }

  private static String prefix(String sort) {
    return sort.substring(0, sort.lastIndexOf('#') + 1);
  }
}
