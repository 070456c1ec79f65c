package dev.keyshelf.domain.sealing;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.partner.Partners;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Notes how far each partner's log is sealed. The notes only save reads. The seals themselves
 * define what is sealed, and verification finds wrong notes.
 */
public interface SealProgress {
  /** Returns the shard of a partner. The partner registry uses the same shards. */
  static int shardOf(PartnerId partner) {
    return Math.floorMod(partner.value().hashCode(), Partners.SHARDS);
  }

  /** Returns the notes of a shard. Partners without a note are left out. */
  Notes ofShard(int shard);

  /**
   * Finds the progress of a partner.
   *
   * @throws RuntimeException if its note is malformed
   */
  Optional<Reached> find(PartnerId partner);

  /** Notes the progress of a partner. Does nothing if an existing note is as far or further. */
  void note(PartnerId partner, Reached reached);

  /**
   * The notes of a shard.
   *
   * @param reached the progress of each partner that has a well-formed note
   * @param malformed why a note cannot be read, by the partner's id as the store holds it
   */
  record Notes(Map<PartnerId, Reached> reached, Map<String, RuntimeException> malformed) {
    /** Copies the maps. */
    public Notes {
      reached = Map.copyOf(reached);
      malformed = Map.copyOf(malformed);
    }
  }

  /**
   * How far a log is sealed.
   *
   * @param last the link to the last seal; empty if there is none
   * @param lookedTo the end (exclusive) of the time that has nothing left to seal; not before the
   *     end of the last sealed hour
   */
  record Reached(Optional<Seal.Link> last, Instant lookedTo) {
    /** Checks that the last sealed hour is over. */
    public Reached {
      if (last.filter(link -> lookedTo.isBefore(link.hour().plus(Seal.HOUR))).isPresent()) {
        throw new IllegalArgumentException(
            "a log cannot be sealed beyond " + lookedTo + ", was sealed to " + last.get().hour());
      }
    }
  }
}
