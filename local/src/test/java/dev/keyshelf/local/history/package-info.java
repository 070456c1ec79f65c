/** Random histories of many clients, with faults, and models of what they may have been told. */
@NullMarked
package dev.keyshelf.local.history;

import org.jspecify.annotations.NullMarked;
