package dev.keyshelf.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Items that were read together, each as it was then. */
record Together(Map<Key, Item> items) {
  /** Reads items with one call. */
  static Together read(Table table, Key... keys) {
    return new Together(
        table.get(List.of(keys)).stream()
            .collect(Collectors.toMap(Item::key, Function.identity())));
  }

  /** Gives one of them; empty when it is not there. */
  Optional<Item> find(Key key) {
    return Optional.ofNullable(items.get(key));
  }
}
