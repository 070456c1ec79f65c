package dev.keyshelf.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Items that were read with one call. */
record Together(Map<Key, Item> items) {
  /** Reads items with one call. */
  static Together read(Table table, Key... keys) {
    return new Together(
        table.get(List.of(keys)).stream()
            .collect(Collectors.toMap(Item::key, Function.identity())));
  }

  /** Returns one of the items, or an empty result if it does not exist. */
  Optional<Item> find(Key key) {
    return Optional.ofNullable(items.get(key));
  }
}
