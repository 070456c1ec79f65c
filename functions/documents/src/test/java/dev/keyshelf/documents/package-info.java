/** Tests of documents, and the documents that they render. */
@NullMarked
package dev.keyshelf.documents;

import org.jspecify.annotations.NullMarked;
