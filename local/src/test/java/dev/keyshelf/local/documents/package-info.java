/** Random months of trade, whose documents have to say the same in every format. */
@NullMarked
package dev.keyshelf.local.documents;

import org.jspecify.annotations.NullMarked;
