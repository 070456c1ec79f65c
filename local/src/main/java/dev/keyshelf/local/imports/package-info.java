/** Uploads partners, catalogue, artifacts and keys, and invokes the functions that listen. */
@NullMarked
package dev.keyshelf.local.imports;

import org.jspecify.annotations.NullMarked;
