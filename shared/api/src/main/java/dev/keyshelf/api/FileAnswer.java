package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Answers with files: with their bytes, or with a URL if they are too large for an answer. */
public final class FileAnswer {
  /** Lambda limits an answer to 6 MB. The base64 of this many bytes is 5.4 MB. */
  public static final int MOST_BYTES = 4_000_000;

  private static final String LIFETIME = Duration.ofMinutes(2).toString();

  private FileAnswer() {}

  /**
   * Returns the answer with a file. If it is too large, it is exported.
   *
   * @param exports asked only for a large file
   * @param fileName letters, digits and {@code . _ -}
   */
  public static Answer of(
      Supplier<Exports> exports,
      PartnerId partner,
      String fileName,
      String mediaType,
      byte[] bytes) {
    if (bytes.length <= MOST_BYTES) {
      return Answer.file(fileName, mediaType, bytes);
    }
    try (var file = exports.get().begin(partner, fileName, mediaType)) {
      file.append(bytes);
      return at(file.finish());
    }
  }

  /** Returns the answer 303 that leads to a file for two minutes. */
  public static Answer at(URI url) {
    return seeOther(Json.object().put("location", url.toString()).put("lifetime", LIFETIME))
        .notStored();
  }

  /** Returns the answer 303 that leads to a path of the API with the file. */
  public static Answer at(String path) {
    return seeOther(Json.object().put("location", path));
  }

  private static Answer seeOther(ObjectNode body) {
    var location = body.path("location").asText();
    return new Answer(303, Map.of("Location", location), "application/json", Json.write(body));
  }
}
