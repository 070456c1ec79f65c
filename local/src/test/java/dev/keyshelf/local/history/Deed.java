package dev.keyshelf.local.history;

import java.util.Random;

/** An action of a client, with random details. */
@FunctionalInterface
interface Deed {
  void by(Random draw) throws Exception;
}
