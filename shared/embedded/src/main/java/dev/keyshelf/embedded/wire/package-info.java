/** How requests reach the table store: in this process, or by HTTP on this machine. */
@NullMarked
package dev.keyshelf.embedded.wire;

import org.jspecify.annotations.NullMarked;
