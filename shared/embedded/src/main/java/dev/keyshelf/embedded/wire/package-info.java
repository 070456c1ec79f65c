/** The ways to the table store: a call in this process, or HTTP on this machine. */
@NullMarked
package dev.keyshelf.embedded.wire;

import org.jspecify.annotations.NullMarked;
