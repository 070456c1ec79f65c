/** Tests of documents as PDF. */
@NullMarked
package dev.keyshelf.documents.pdf;

import org.jspecify.annotations.NullMarked;
