/** Checks the licences and the known vulnerabilities of the one-machine cloud's libraries. */
@NullMarked
package dev.keyshelf.local.library;

import org.jspecify.annotations.NullMarked;
