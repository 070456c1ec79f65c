/** Download links and the downloads that are started with them. */
@NullMarked
package dev.keyshelf.downloads;

import org.jspecify.annotations.NullMarked;
