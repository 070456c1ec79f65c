package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KnownKeys;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds known keys in DynamoDB, by their uniqueness items. */
final class DynamoKnownKeys implements KnownKeys {
  private final Table table;

  DynamoKnownKeys(Table table) {
    this.table = table;
  }

  @Override
  public Set<String> among(Collection<String> hashes) {
    Map<Key, String> asked =
        hashes.stream()
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Keys::keyUniqueness, Function.identity()));
    return table.get(asked.keySet()).stream()
        .map(item -> asked.getOrDefault(item.key(), ""))
        .collect(Collectors.toUnmodifiableSet());
  }
}
