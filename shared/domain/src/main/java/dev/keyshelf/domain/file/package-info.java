/** Names and checksums of files from any source. */
@NullMarked
package dev.keyshelf.domain.file;

import org.jspecify.annotations.NullMarked;
