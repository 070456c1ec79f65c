/** Tests that the event feeds hold exactly what the activity logs hold. */
@NullMarked
package dev.keyshelf.local.feed;

import org.jspecify.annotations.NullMarked;
