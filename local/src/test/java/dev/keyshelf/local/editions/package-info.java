/** Each edition of the programs: what is bought under it follows its rules and no others. */
@NullMarked
package dev.keyshelf.local.editions;

import org.jspecify.annotations.NullMarked;
