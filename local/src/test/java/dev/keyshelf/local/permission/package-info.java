/** What functions may do on AWS, held against what they do. */
@NullMarked
package dev.keyshelf.local.permission;

import org.jspecify.annotations.NullMarked;
