/** Keys that nobody has bought: showing, withdrawing, moving, quarantining and releasing them. */
@NullMarked
package dev.keyshelf.domain.stock;

import org.jspecify.annotations.NullMarked;
