@NullMarked
package dev.keyshelf.webhooks;

import org.jspecify.annotations.NullMarked;
