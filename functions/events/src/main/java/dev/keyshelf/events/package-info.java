/** The event feed of each partner. */
@NullMarked
package dev.keyshelf.events;

import org.jspecify.annotations.NullMarked;
