@NullMarked
package dev.keyshelf.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
