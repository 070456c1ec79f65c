package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Measures what calls cost, as rows of the table in docs/access-patterns.md. */
final class CostRows {
  private static final int TRIES = 10;

  private final Shop shop;
  private final List<String> rows = new ArrayList<>();

  CostRows(Shop shop) {
    this.shop = shop;
  }

  /** Adds the row of a call. */
  void add(String call, Runnable work) {
    add(call, StoreCalls.during(work));
  }

  /** Adds the row of a call that was measured. */
  void add(String call, StoreCalls.Calls calls) {
    rows.add(
        "| %s | %s | %s | %s | %s |\n"
            .formatted(
                call,
                calls.reads().size(),
                String.format(Locale.ROOT, "%.1f", calls.readUnits()).replace(".0", ""),
                calls.actions().size(),
                calls.writeUnits(shop.items())));
  }

  /** Measures some work on things made for it, each once, and returns the cheapest. */
  static StoreCalls.Calls fewest(Supplier<String> made, Consumer<String> work) {
    return Stream.generate(made)
        .limit(TRIES)
        .map(each -> StoreCalls.during(() -> work.accept(each)))
        .min(Comparator.comparingInt(calls -> calls.reads().size()))
        .orElseThrow();
  }

  /** Asserts that the page has these rows, one after the other. */
  void areOnThePage() throws IOException {
    var page = Settings.defaultTemplate().resolveSibling("docs/access-patterns.md");
    assertThat(Files.readString(page))
        .as("docs/access-patterns.md must have these rows:\n" + String.join("", rows))
        .contains(String.join("", rows));
  }
}
