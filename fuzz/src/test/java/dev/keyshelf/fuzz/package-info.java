/**
 * Fuzz tests of what reads untrusted bytes: whatever comes, the outcome is a value or a refusal.
 * The build replays the inputs beside them; {@code ./keyshelf-prove fuzz} looks for others.
 */
@NullMarked
package dev.keyshelf.fuzz;

import org.jspecify.annotations.NullMarked;
