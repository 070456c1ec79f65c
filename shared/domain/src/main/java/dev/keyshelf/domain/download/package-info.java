/** Download links and the downloads started with them. */
@NullMarked
package dev.keyshelf.domain.download;

import org.jspecify.annotations.NullMarked;
