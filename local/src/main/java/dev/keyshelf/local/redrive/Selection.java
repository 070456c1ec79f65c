package dev.keyshelf.local.redrive;

import java.util.Set;

/**
 * Which dead letters a person means.
 *
 * @param all whether all are meant
 */
public record Selection(Set<String> messages, Set<String> functions, boolean all) {
  public Selection {
    messages = Set.copyOf(messages);
    functions = Set.copyOf(functions);
  }

  /** Returns whether nothing was selected. */
  public boolean isEmpty() {
    return messages.isEmpty() && functions.isEmpty() && !all;
  }

  /** Returns whether a dead letter is among the selected ones. */
  public boolean holds(DeadLetter letter) {
    return all
        || messages.contains(letter.id())
        || letter.function().filter(functions::contains).isPresent();
  }
}
