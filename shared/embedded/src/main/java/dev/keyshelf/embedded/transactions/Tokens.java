package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.tables.Tables;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of the transactions of the last ten minutes, each with a digest of its request. They
 * are stored with what the transaction changes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">ClientRequestToken</a>
 */
final class Tokens {
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int MOST_FORGOTTEN = 8;

  private final Set<String> inProgress = new HashSet<>();
  private final Map<Bytes, Done> done = new HashMap<>();
  private final Deque<Bytes> oldestFirst = new ArrayDeque<>();

  private record Done(Instant at, Bytes digest) {}

  Tokens(Storage storage) {
    byte[] prefix = Tables.tokens();
    storage.scan(
        prefix,
        KeyBytes.afterAll(prefix),
        true,
        (key, value) -> {
          var in = ByteBuffer.wrap(value);
          var at = Instant.ofEpochMilli(in.getLong());
          done.put(
              Bytes.of(key),
              new Done(at, Bytes.of(Arrays.copyOfRange(value, Long.BYTES, value.length))));
          return true;
        });
    done.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Done::at)))
        .forEach(each -> oldestFirst.add(each.getKey()));
  }

  /** A transaction's token while it runs. */
  final class Use implements AutoCloseable {
    private final Optional<String> token;
    private final Bytes digest;
    private final boolean done;

    private Use(Optional<String> token, Bytes digest, boolean done) {
      this.token = token;
      this.digest = digest;
      this.done = done;
    }

    /** Returns whether the same request was done already. */
    boolean isDone() {
      return done;
    }

    /** Adds to a transaction's changes that its token is used, and forgets old ones. */
    void note(Batch batch, Instant now) {
      if (token.isPresent()) {
        byte[] value =
            ByteBuffer.allocate(Long.BYTES + digest.length())
                .putLong(now.toEpochMilli())
                .put(digest.toArray())
                .array();
        batch.put(Tables.token(token.get()), value);
        forget(batch, now);
      }
    }

    /** Remembers the token, as the transaction is stored. */
    void remember(Instant now) {
      token.ifPresent(text -> Tokens.this.remember(Bytes.of(Tables.token(text)), now, digest));
    }

    @Override
    public void close() {
      token.ifPresent(Tokens.this::release);
    }
  }

  /**
   * Begins a transaction.
   *
   * @param digest of what the request asks for
   * @throws Refusal if a transaction with this token is running, or did something else
   */
  synchronized Use begin(Optional<String> token, Bytes digest, Instant now) {
    if (token.isEmpty()) {
      return new Use(token, digest, false);
    }
    Done before = done.get(Bytes.of(Tables.token(token.get())));
    if (before != null && before.at().plus(LIFETIME).isAfter(now)) {
      if (!before.digest().equals(digest)) {
        throw new Refusal(
            "IdempotentParameterMismatchException",
            "The request uses the same client token as a previous, but non-identical request.");
      }
      return new Use(Optional.empty(), digest, true);
    }
    if (!inProgress.add(token.get())) {
      throw new Refusal(
          "TransactionInProgressException",
          "The transaction with the given request token is already in progress.");
    }
    return new Use(token, digest, false);
  }

  private synchronized void remember(Bytes place, Instant now, Bytes digest) {
    done.put(place, new Done(now, digest));
    oldestFirst.add(place);
  }

  private synchronized void release(String token) {
    inProgress.remove(token);
  }

  /** A few at a time, so that no transaction pays for many. */
  private synchronized void forget(Batch batch, Instant now) {
    for (int each = 0; each < MOST_FORGOTTEN; each++) {
      Bytes oldest = oldestFirst.peek();
      Done what = oldest == null ? null : done.get(oldest);
      if (oldest == null || (what != null && what.at().plus(LIFETIME).isAfter(now))) {
        return;
      }
      oldestFirst.remove();
      done.remove(oldest);
      batch.remove(oldest.toArray());
    }
  }
}
