package dev.keyshelf.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.FileAnswer;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.domain.billing.Invoice;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFiles;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Csv;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The rendered files of issued invoices and credit notes. */
final class InvoiceFiles {
  /** Why there is no e-invoice of a month in progress. */
  static final Lack NOT_ISSUED =
      new Lack("state", "is PREVIEW, and an e-invoice is made of an issued month only");

  private static final String[] MEDIA_TYPES = {
    "application/json",
    Csv.MEDIA_TYPE,
    DocumentFormat.PDF.mediaType(),
    DocumentFormat.UBL.mediaType()
  };

  private final Documents documents;
  private final Supplier<DocumentFiles> files;

  InvoiceFiles(Documents documents, Supplier<DocumentFiles> files) {
    this.documents = documents;
    this.files = files;
  }

  /** Returns the media types of reads of invoices. */
  static String[] mediaTypes() {
    return MEDIA_TYPES.clone();
  }

  /** Returns the format that a request asks for; empty if it asks for JSON or CSV. */
  static Optional<DocumentFormat> format(Request request) {
    return Arrays.stream(DocumentFormat.values())
        .filter(each -> request.accepts(each.mediaType()))
        .findFirst();
  }

  /** Replies with an invoice's file, or with the problem that explains why there is none. */
  Reply reply(Invoice invoice, DocumentFormat format) {
    var made = documents.made(invoice.partner(), invoice.numberText());
    var document = made.stream().filter(each -> each.format() == format).findFirst();
    if (document.isPresent()) {
      return answer(document.get());
    }
    return documents.lacking(invoice.partner(), invoice.numberText()).stream()
        .filter(each -> each.format() == format)
        .findFirst()
        .map(each -> UnmadeDocument.lacks(each.lacks()))
        .orElseGet(UnmadeDocument::notReady);
  }

  private Answer answer(Document document) {
    var answer =
        document.bytes() > FileAnswer.MOST_BYTES
            ? FileAnswer.at(files.get().link(document))
            : Answer.file(
                document.fileName(), document.format().mediaType(), files.get().read(document));
    return answer.withDigest(document.sha256());
  }

  /**
   * Adds an invoice's files, and what is missing for other formats.
   *
   * @param name of the list of files
   */
  ObjectNode addTo(ObjectNode json, String name, Invoice invoice) {
    var made = json.putArray(name);
    documents.made(invoice.partner(), invoice.numberText()).forEach(each -> made.add(file(each)));
    var lacks = json.putArray("lacks");
    for (var lacking : documents.lacking(invoice.partner(), invoice.numberText())) {
      for (var lack : lacking.lacks()) {
        lacks
            .addObject()
            .put("format", lacking.format().name())
            .put("field", lack.field())
            .put("reason", lack.reason());
      }
    }
    return json;
  }

  private static ObjectNode file(Document document) {
    return Json.object()
        .put("format", document.format().name())
        .put("mediaType", document.format().mediaType())
        .put("fileName", document.fileName())
        .put("sha256", document.sha256())
        .put("bytes", document.bytes())
        .put("rendering", document.rendering())
        .put("language", document.language().tag())
        .put("pageSize", document.pageSize().name())
        .put("renderedAt", document.renderedAt().toString());
  }
}
