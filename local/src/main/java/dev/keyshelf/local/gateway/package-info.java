/** An HTTP API on one machine: routes, events of payload format 2.0, answers. */
@NullMarked
package dev.keyshelf.local.gateway;

import org.jspecify.annotations.NullMarked;
