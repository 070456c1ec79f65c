package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyVault;
import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.IdempotencyKey;
import dev.keyshelf.domain.once.IdempotencyRecord;
import dev.keyshelf.domain.once.Once;
import dev.keyshelf.domain.once.StoredAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Converts idempotency records to items and back. An answer that holds a secret is sealed. */
final class IdempotencyItems {
  private final Supplier<KeyVault> vault;

  IdempotencyItems(Supplier<KeyVault> vault) {
    this.vault = vault;
  }

  Item item(IdempotencyRecord once, Instant now) {
    var key = Keys.once(once.key());
    var answer = once.answer();
    var headers = Item.inner();
    answer.headers().forEach(headers::with);
    var item =
        Item.at(key)
            .with("fingerprint", once.fingerprint())
            .with("answerStatus", answer.status())
            .with("answerHeaders", headers)
            .with("answerSealed", answer.secret())
            .with(Keys.TTL, now.plus(Once.KEPT).getEpochSecond());
    return answer.secret()
        ? item.with("answerBody", vault.get().seal(answer.body(), key.partition()).ciphertext())
        : item.with("answerBody", Compressed.of(answer.body()));
  }

  /** Returns the record, or an empty result if it has expired. DynamoDB deletes it only later. */
  Optional<IdempotencyRecord> find(IdempotencyKey key, Item item, Instant now) {
    return item.number(Keys.TTL) > now.getEpochSecond()
        ? Optional.of(record(key, item))
        : Optional.empty();
  }

  private IdempotencyRecord record(IdempotencyKey key, Item item) {
    var secret = item.flag("answerSealed");
    var body =
        secret
            ? vault.get().open(new Sealed(item.text("answerBody")), Keys.once(key).partition())
            : Compressed.text(item.bytes("answerBody"));
    Map<String, String> headers = new HashMap<>();
    item.item("answerHeaders").values().forEach((name, value) -> headers.put(name, value.s()));
    return new IdempotencyRecord(
        key,
        item.text("fingerprint"),
        new StoredAnswer(item.integer("answerStatus"), headers, body, secret));
  }
}
