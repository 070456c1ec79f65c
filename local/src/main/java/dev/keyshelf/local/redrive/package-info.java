/** Lists dead letters, and gives them to their functions again. */
@NullMarked
package dev.keyshelf.local.redrive;

import org.jspecify.annotations.NullMarked;
