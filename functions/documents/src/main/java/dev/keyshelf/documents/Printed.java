package dev.keyshelf.documents;

import dev.keyshelf.api.Call;
import dev.keyshelf.api.FileAnswer;
import dev.keyshelf.api.UnmadeDocument;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.UnrenderableException;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.http.Reply;
import java.util.List;
import java.util.function.Supplier;

/** Answers with a PDF that is rendered for the request and not kept. */
final class Printed {
  private Printed() {}

  /**
   * Returns the file, or the problem that names what it cannot show.
   *
   * @param name of the file, without its extension
   */
  static Reply of(Supplier<Exports> exports, Call call, String name, Supplier<byte[]> rendering) {
    try {
      return FileAnswer.of(
          exports,
          call.partner(),
          name + "." + DocumentFormat.PDF.extension(),
          DocumentFormat.PDF.mediaType(),
          rendering.get());
    } catch (UnrenderableException why) {
      return UnmadeDocument.lacks(List.of(why.lack()));
    }
  }
}
