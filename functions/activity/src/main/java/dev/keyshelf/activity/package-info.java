/** The activity log: who touched keys and downloads. */
@NullMarked
package dev.keyshelf.activity;

import org.jspecify.annotations.NullMarked;
