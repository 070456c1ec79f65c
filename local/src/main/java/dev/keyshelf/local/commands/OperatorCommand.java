package dev.keyshelf.local.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.local.fault.ProblemText;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** A command that invokes the same functions that operators invoke on AWS. */
abstract class OperatorCommand extends StackCommand {
  static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--clock-offset",
      paramLabel = "P61D",
      defaultValue = "PT0S",
      converter = ClockOffset.class,
      scope = ScopeType.INHERIT,
      description =
          "How far the business clock is ahead of the system clock (default: that of the running"
              + " server).")
  private Duration clockOffset = Duration.ZERO;

  final Duration clockOffset() {
    return clockOffset;
  }

  /**
   * Invokes a function and returns its answer.
   *
   * @throws UserFault if the function answers with a problem
   */
  final JsonNode invoked(String function, ObjectNode event) {
    try {
      var words = event.toString().getBytes(StandardCharsets.UTF_8);
      var answer = JSON.readTree(invoke(function, words, clockOffset));
      if (answer.has("problem")) {
        throw new UserFault(ProblemText.of(answer.path("problem")));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void print(JsonNode answer) {
    try {
      say(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
