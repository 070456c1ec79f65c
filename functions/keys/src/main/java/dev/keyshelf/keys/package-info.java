/** Product keys: importing, issuing, revealing and replacing them, and operators' stock work. */
@NullMarked
package dev.keyshelf.keys;

import org.jspecify.annotations.NullMarked;
