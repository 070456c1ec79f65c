/** The one machine: its stores, functions, gateway and clock, and what it keeps. */
@NullMarked
package dev.keyshelf.local.machine;

import org.jspecify.annotations.NullMarked;
