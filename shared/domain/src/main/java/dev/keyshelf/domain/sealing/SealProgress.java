package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partners;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far each partner's log is sealed. It only spares looking: the seals themselves say what is
 * sealed, and what is wrong here is found by whoever verifies them.
 */
public interface SealProgress {
  /** Gives the shard that a partner is in; the registry's are the same. */
  static int shardOf(PartnerId partner) {
    return Math.floorMod(partner.value().hashCode(), Partners.SHARDS);
  }

  /** Gives how far the partners of a shard are; whoever was never looked at is left out. */
  Map<PartnerId, Reached> ofShard(int shard);

  /** Finds how far a partner is. */
  Optional<Reached> find(PartnerId partner);

  /** Notes how far a partner is, unless it is further already. */
  void note(PartnerId partner, Reached reached);

  /**
   * How far a log is sealed.
   *
   * @param last the last seal
   * @param lookedTo up to when (exclusive) there is nothing left to seal
   */
  record Reached(Optional<Seal.Link> last, Instant lookedTo) {}
}
