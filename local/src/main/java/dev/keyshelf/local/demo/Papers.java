package dev.keyshelf.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** The folder in which the demo leaves the documents that it printed. */
final class Papers {
  private final Path folder;
  private final List<Path> saved = new ArrayList<>();

  Papers(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a document as PDF and saves it.
   *
   * @return the file
   * @throws UnexpectedAnswer if it is not a PDF of this number
   */
  Path save(Visitor reader, String number) {
    var reply = reader.get(200, "/v1/documents/" + number, "Accept", "application/pdf");
    if (!text(reply).contains(number)) {
      throw new UnexpectedAnswer("expected that the PDF has the number " + number);
    }
    try {
      var file = Files.write(folder.resolve(number + ".pdf"), reply.bytes());
      saved.add(file);
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the files in the order in which they were saved. */
  List<Path> saved() {
    return List.copyOf(saved);
  }

  private static String text(Reply reply) {
    try (var pdf = Loader.loadPDF(reply.bytes())) {
      return new PDFTextStripper().getText(pdf);
    } catch (IOException unreadable) {
      throw new UnexpectedAnswer("%s is not a PDF".formatted(reply.path()));
    }
  }
}
