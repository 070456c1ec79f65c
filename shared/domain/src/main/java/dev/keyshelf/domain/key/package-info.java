/** Product keys: importing, reserving, issuing, revealing and rotating them. */
@NullMarked
package dev.keyshelf.domain.key;

import org.jspecify.annotations.NullMarked;
