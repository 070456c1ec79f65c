package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.SealProgress;

/** Makes the table's keys for the sealing of logs. Split from {@link Keys} for its length. */
final class SealKeys {
  private SealKeys() {}

  /** The partition that holds how far the logs of a shard of partners are sealed. */
  static String progressOf(int shard) {
    return "SEALS#" + shard;
  }

  static Key progress(PartnerId partner) {
    return new Key(progressOf(SealProgress.shardOf(partner)), partner.value());
  }

  /** The last verification of a log. */
  static Key verified(PartnerId partner) {
    return new Key("VERIFIED#" + partner, Keys.ALONE);
  }
}
