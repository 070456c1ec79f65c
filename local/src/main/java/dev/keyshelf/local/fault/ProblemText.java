package dev.keyshelf.local.fault;

import com.fasterxml.jackson.databind.JsonNode;

/** Describes a problem of the API in one line. */
public final class ProblemText {
  private ProblemText() {}

  /** Returns the problem's code and detail, and each of its faults with its place. */
  public static String of(JsonNode problem) {
    var text = new StringBuilder(problem.path("code").asText());
    text.append(": ").append(problem.path("detail").asText());
    problem
        .path("errors")
        .forEach(
            fault ->
                text.append(' ')
                    .append(fault.path("pointer").asText(fault.path("parameter").asText()))
                    .append(' ')
                    .append(fault.path("detail").asText())
                    .append('.'));
    return text.toString();
  }
}
