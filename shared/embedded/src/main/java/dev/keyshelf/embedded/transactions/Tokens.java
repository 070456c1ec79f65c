package dev.keyshelf.embedded.transactions;

import dev.keyshelf.embedded.items.Bytes;
import dev.keyshelf.embedded.items.KeyBytes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.storage.Batch;
import dev.keyshelf.embedded.storage.Storage;
import dev.keyshelf.embedded.tables.Tables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of the transactions of the last ten minutes, each with a digest of its request. A
 * token is stored together with the changes of its transaction.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">ClientRequestToken</a>
 */
final class Tokens {
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int MOST_FORGOTTEN = 8;

  private final Set<String> inProgress = new HashSet<>();
  private final Map<String, Done> done = new HashMap<>();
  private final Deque<Used> oldestFirst = new ArrayDeque<>();

  private record Done(Instant at, Bytes digest) {
    boolean isOver(Instant now) {
      return !at.plus(LIFETIME).isAfter(now);
    }
  }

  /** A token with its time, because an expired token may be used again. */
  private record Used(String token, Done done) {
    byte[] place() {
      return Tables.token(done.at(), token);
    }
  }

  Tokens(Storage storage) {
    byte[] prefix = Tables.tokens();
    storage.scan(
        prefix,
        KeyBytes.afterAll(prefix),
        true,
        (key, value) -> {
          var at = Instant.ofEpochMilli(ByteBuffer.wrap(key, prefix.length, Long.BYTES).getLong());
          var in = ByteBuffer.wrap(value);
          var digest = new byte[in.getInt()];
          in.get(digest);
          var token = StandardCharsets.UTF_8.decode(in).toString();
          remember(new Used(token, new Done(at, Bytes.of(digest))));
          return true;
        });
  }

  /** The use of a token by a running transaction. */
  final class Use implements AutoCloseable {
    private final Optional<String> token;
    private final Bytes digest;
    private final boolean done;

    private Use(Optional<String> token, Bytes digest, boolean done) {
      this.token = token;
      this.digest = digest;
      this.done = done;
    }

    /** Returns whether the same request was completed before. */
    boolean isDone() {
      return done;
    }

    /** Adds the token to the changes of its transaction, and removes some expired tokens. */
    void note(Batch batch, Instant now) {
      if (token.isPresent()) {
        byte[] text = token.get().getBytes(StandardCharsets.UTF_8);
        byte[] value =
            ByteBuffer.allocate(Integer.BYTES + digest.length() + text.length)
                .putInt(digest.length())
                .put(digest.toArray())
                .put(text)
                .array();
        batch.put(Tables.token(now, token.get()), value);
        forget(batch, now);
      }
    }

    /** Remembers the token, once its transaction is stored. */
    void remember(Instant now) {
      token.ifPresent(text -> Tokens.this.remember(new Used(text, new Done(now, digest))));
    }

    @Override
    public void close() {
      token.ifPresent(Tokens.this::release);
    }
  }

  /**
   * Begins a transaction.
   *
   * @param digest a digest of the request's content
   * @throws Refusal if a transaction with this token is running, or the token belongs to a
   *     different request
   */
  synchronized Use begin(Optional<String> token, Bytes digest, Instant now) {
    if (token.isEmpty()) {
      return new Use(token, digest, false);
    }
    Done before = done.get(token.get());
    if (before != null && !before.isOver(now)) {
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

  private synchronized void remember(Used used) {
    done.put(used.token(), used.done());
    oldestFirst.add(used);
  }

  private synchronized void release(String token) {
    inProgress.remove(token);
  }

  /** Removes only a few expired tokens, so that no transaction is slowed down by many. */
  private synchronized void forget(Batch batch, Instant now) {
    for (int each = 0; each < MOST_FORGOTTEN; each++) {
      Used oldest = oldestFirst.peek();
      if (oldest == null || !oldest.done().isOver(now)) {
        return;
      }
      oldestFirst.remove();
      done.remove(oldest.token(), oldest.done());
      batch.remove(oldest.place());
    }
  }
}
