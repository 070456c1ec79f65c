package dev.keyshelf.domain.identity;

import com.github.f4b6a3.ulid.Ulid;
import java.security.SecureRandom;
import java.time.Instant;

/** Fresh ULIDs: 48 bits of time, then 80 random bits, in text that sorts by time. */
public final class Ulids {
  /** Ten bytes follow the time in a ULID. */
  private static final int RANDOM_BYTES = 10;

  private Ulids() {}

  /** Gives a fresh ULID made at {@code now}; no state is kept, so that a snapshot holds none. */
  public static String next(Instant now) {
    var random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Ulid(now.toEpochMilli(), random).toString();
  }
}
