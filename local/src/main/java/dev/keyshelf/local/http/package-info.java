/** An HTTP/1.1 server for one machine, strict about the requests that it accepts. */
@NullMarked
package dev.keyshelf.local.http;

import org.jspecify.annotations.NullMarked;
