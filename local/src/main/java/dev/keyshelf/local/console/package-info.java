/** The web console's files, and how the server answers with them. */
@NullMarked
package dev.keyshelf.local.console;

import org.jspecify.annotations.NullMarked;
