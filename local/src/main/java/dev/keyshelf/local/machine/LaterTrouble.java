package dev.keyshelf.local.machine;

import dev.keyshelf.embedded.wire.Trouble;

/** Trouble that begins on demand, so that the requests of a start do not fail by chance. */
final class LaterTrouble implements Trouble {
  private final Trouble trouble;
  private volatile boolean begun;

  LaterTrouble(Trouble trouble) {
    this.trouble = trouble;
  }

  void begin() {
    begun = true;
  }

  @Override
  public Fate next(String target) {
    return begun ? trouble.next(target) : Fate.ANSWERED;
  }
}
