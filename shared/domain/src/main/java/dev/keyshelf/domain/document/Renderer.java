package dev.keyshelf.domain.document;

/** Renders documents in one format. */
public interface Renderer {
  /** Returns the file of a document that lacks nothing. The same document has the same file. */
  byte[] render(InvoiceDocument document);
}
