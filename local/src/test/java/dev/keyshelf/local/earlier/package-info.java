/** Tests that each release can open the data of all earlier releases and continue with it. */
@NullMarked
package dev.keyshelf.local.earlier;

import org.jspecify.annotations.NullMarked;
