/**
 * Fuzz tests of the parsers of untrusted bytes. For any input, a parser must return a value or
 * refuse. The build replays the inputs in the test resources. {@code ./keyshelf-prove fuzz}
 * searches for new ones.
 */
@NullMarked
package dev.keyshelf.fuzz;

import org.jspecify.annotations.NullMarked;
