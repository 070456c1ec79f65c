package dev.keyshelf.local.invariant;

/** A few invariants that are about the same items. */
interface Rule {
  void check(Kept kept, Violations violations);
}
