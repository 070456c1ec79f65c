/** Compares the permissions of functions on AWS with the calls that they make. */
@NullMarked
package dev.keyshelf.local.permission;

import org.jspecify.annotations.NullMarked;
