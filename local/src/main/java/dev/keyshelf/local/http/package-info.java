/** HTTP/1.1 on one machine, strict in what it reads. */
@NullMarked
package dev.keyshelf.local.http;

import org.jspecify.annotations.NullMarked;
