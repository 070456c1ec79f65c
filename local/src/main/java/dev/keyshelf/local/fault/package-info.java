/** What only the person at the keyboard can put right. */
@NullMarked
package dev.keyshelf.local.fault;

import org.jspecify.annotations.NullMarked;
