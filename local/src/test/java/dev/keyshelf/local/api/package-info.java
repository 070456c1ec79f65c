/** Tests of the API over HTTP, with correct and incorrect requests of clients. */
@NullMarked
package dev.keyshelf.local.api;

import org.jspecify.annotations.NullMarked;
