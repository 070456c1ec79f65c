package dev.keyshelf.local.invariant;

/** Several invariants about the same items. */
interface Rule {
  void check(Kept kept, Violations violations);
}
