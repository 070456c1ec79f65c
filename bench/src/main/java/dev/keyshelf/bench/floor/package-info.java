/**
 * What a function's start is measured against: handlers that do as little as a handler can. Nothing
 * of ours is on their class path.
 */
@NullMarked
package dev.keyshelf.bench.floor;

import org.jspecify.annotations.NullMarked;
