/** The activity log: who touched what, and when. */
@NullMarked
package dev.keyshelf.domain.activity;

import org.jspecify.annotations.NullMarked;
