/** The event feed: the records of each partner's log, numbered in the order of publication. */
@NullMarked
package dev.keyshelf.domain.feed;

import org.jspecify.annotations.NullMarked;
