package dev.keyshelf.local.machine;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.domain.partner.Partners;
import dev.keyshelf.embedded.Template;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the partners of the stores, for the development issuer's page. */
final class PartnerList implements AutoCloseable {
  private static final String TABLE = "KEYSHELF_TABLE";

  /** The most partners that are read of each shard of the registry. */
  private static final int MOST_OF_A_SHARD = 50;

  private final Map<String, String> environment;
  private final Clock clock;
  private @Nullable Wiring wiring;

  /** Creates a list. The stores are reached when it is first read. */
  PartnerList(Template template, Map<String, String> cloud, Clock clock) {
    Map<String, String> all = new HashMap<>(template.globalEnvironment());
    all.putAll(cloud);
    this.environment = Map.copyOf(all);
    this.clock = clock;
  }

  /** Returns the partners, ordered by id. Suspended ones come last. */
  synchronized List<Partner> all() {
    if (!environment.containsKey(TABLE)) {
      return List.of();
    }
    var partners = stored();
    List<PartnerId> ids = new ArrayList<>();
    for (int shard = 0; shard < Partners.SHARDS; shard++) {
      ids.addAll(partners.registered(shard, MOST_OF_A_SHARD, Optional.empty()).partners());
    }
    return ids.stream()
        .flatMap(id -> partners.find(id).stream())
        .sorted(
            Comparator.comparing(Partner::suspended).thenComparing(partner -> partner.id().value()))
        .toList();
  }

  /** Finds a partner, suspended or not. */
  synchronized Optional<Partner> find(PartnerId id) {
    return environment.containsKey(TABLE) ? stored().find(id) : Optional.empty();
  }

  private Partners stored() {
    var open = wiring;
    if (open == null) {
      open = Wiring.of(environment, clock);
      wiring = open;
    }
    return open.partners();
  }

  @Override
  public synchronized void close() {
    if (wiring != null) {
      wiring.close();
    }
  }
}
