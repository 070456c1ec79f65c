/** Random requests, done by two endpoints whose answers have to agree. */
@NullMarked
package dev.keyshelf.embedded.differential;

import org.jspecify.annotations.NullMarked;
