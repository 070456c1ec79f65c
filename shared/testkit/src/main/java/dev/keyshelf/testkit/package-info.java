/** Situations for tests, and the clouds that tests run on. */
@NullMarked
package dev.keyshelf.testkit;

import org.jspecify.annotations.NullMarked;
