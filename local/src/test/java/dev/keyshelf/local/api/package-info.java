/** The API over HTTP, as its clients and their mistakes meet it. */
@NullMarked
package dev.keyshelf.local.api;

import org.jspecify.annotations.NullMarked;
