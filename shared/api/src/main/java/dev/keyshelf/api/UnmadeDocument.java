package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The problems that explain why a document does not exist in a format. */
public final class UnmadeDocument {
  /** How often documents are rendered. */
  private static final Duration SCHEDULE = Duration.ofMinutes(15);

  private UnmadeDocument() {}

  /** Returns the problem of a document that cannot be made, with what is missing. */
  public static Problem lacks(List<Lack> lacks) {
    var why =
        lacks.stream()
            .map(each -> each.field() + " " + each.reason())
            .collect(Collectors.joining("; "));
    return Problem.of(
            ProblemCode.DOCUMENT_NOT_AVAILABLE, "The document cannot be made: " + why + ".")
        .extendedWith(json -> write(lacks, json.putArray("lacks")));
  }

  private static void write(List<Lack> lacks, ArrayNode json) {
    for (var lack : lacks) {
      json.addObject().put("field", lack.field()).put("reason", lack.reason());
    }
  }

  /** Returns the problem of a document that the next scheduled run renders. */
  public static Problem notReady() {
    return Problem.of(
            ProblemCode.DOCUMENT_NOT_READY,
            "The document is rendered within minutes of its issue. Ask again after Retry-After.")
        .retryAfter(Math.toIntExact(SCHEDULE.toSeconds()));
  }
}
