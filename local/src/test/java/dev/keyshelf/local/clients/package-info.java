/** The programs that people download with, each the real one, against the one-machine cloud. */
@NullMarked
package dev.keyshelf.local.clients;

import org.jspecify.annotations.NullMarked;
