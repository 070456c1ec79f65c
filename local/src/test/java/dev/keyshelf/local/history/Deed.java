package dev.keyshelf.local.history;

import java.util.Random;

/** Something that somebody does; all that is left open about it is drawn. */
@FunctionalInterface
interface Deed {
  void by(Random draw) throws Exception;
}
