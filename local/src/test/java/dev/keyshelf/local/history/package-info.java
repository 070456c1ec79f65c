/** Random histories of many clients, with faults, and models that check the answers to them. */
@NullMarked
package dev.keyshelf.local.history;

import org.jspecify.annotations.NullMarked;
