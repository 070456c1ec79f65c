package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.SealProgress;
import java.time.LocalDate;
import java.util.Locale;

/** Makes the table's keys for the event feeds. */
final class FeedKeys {
  private FeedKeys() {}

  /** The head of a feed, which holds the last number given. */
  static Key head(PartnerId partner) {
    return new Key("FEED#" + partner, Keys.ALONE);
  }

  /** The partition of a block of events. A feed has many, so that none of them grows for ever. */
  static String block(PartnerId partner, long block) {
    return "FEED#" + partner + "#" + block;
  }

  /** Pads a number, so that texts sort as the numbers do. */
  static String sort(long number) {
    return String.format(Locale.ROOT, "%019d", number);
  }

  /** The partition of the numbers of a day's records. */
  static String numbersOf(PartnerId partner, LocalDate day) {
    return "NUMBERED#" + partner + "#" + day;
  }

  /** The number of a record, under the record's own sort key. */
  static Key number(PartnerId partner, LocalDate day, String recordSort) {
    return new Key(numbersOf(partner, day), recordSort);
  }

  /** How far a log is compared with its feed. */
  static Key compared(PartnerId partner) {
    return new Key("COMPARED#" + SealProgress.shardOf(partner), partner.value());
  }
}
