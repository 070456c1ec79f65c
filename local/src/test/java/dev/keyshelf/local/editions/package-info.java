/** Tests of each edition of the programs: its orders follow its rules and no others. */
@NullMarked
package dev.keyshelf.local.editions;

import org.jspecify.annotations.NullMarked;
