/** Tests with the real programs that people download with, against the one-machine cloud. */
@NullMarked
package dev.keyshelf.local.clients;

import org.jspecify.annotations.NullMarked;
