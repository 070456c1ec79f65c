package dev.keyshelf.documents;

import dev.keyshelf.documents.pdf.InvoicePdf;
import dev.keyshelf.documents.ubl.InvoiceUbl;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Renderer;
import java.util.Map;

/** The renderers. */
public final class Formats {
  /** The renderer of each format. */
  public static final Map<DocumentFormat, Renderer> RENDERERS =
      Map.of(DocumentFormat.PDF, InvoicePdf::render, DocumentFormat.UBL, InvoiceUbl::render);

  private Formats() {}
}
