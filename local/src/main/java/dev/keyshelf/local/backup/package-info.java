/** Backups of all data, made and verified while a server runs, and their restore. */
@NullMarked
package dev.keyshelf.local.backup;

import org.jspecify.annotations.NullMarked;
