package dev.keyshelf.local.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyshelf.aws.SqsQueue.Message;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.Via;
import dev.keyshelf.local.redrive.DeadLetter.Nothing;
import dev.keyshelf.local.redrive.DeadLetter.SendBack;
import dev.keyshelf.local.redrive.DeadLetter.Start;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads which function a message is of. The message of a failed invocation is the function's event,
 * which does not name the function: a schedule's event names its rule, and an object's event its
 * key, and template.yaml tells whose they are.
 */
public final class LetterReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_CAUSE = 300;
  private static final String RULE = ":rule/";
  private static final String ERROR = "ErrorMessage";
  private static final String UNNAMED = "no cause is named";

  /** A member of the event with which CodeDeploy asks for the check of a version. */
  private static final String HOOK = "LifecycleEventHookExecutionId";

  private final Template template;
  private final Function<String, Optional<String>> logicalIds;

  /**
   * Creates a reader.
   *
   * @param logicalIds returns the logical id of a resource by its physical id
   */
  public LetterReader(Template template, Function<String, Optional<String>> logicalIds) {
    this.template = template;
    this.logicalIds = logicalIds;
  }

  /** Reads a message of the queue of failed invocations and unread stream records. */
  public DeadLetter event(Message message) {
    var body = parsed(message.body());
    if (body.has("DDBStreamBatchInfo")) {
      return new DeadLetter(
          message,
          reader(body),
          line(condition(body)),
          new Nothing("holds no record, only its place; CompleteFeeds publishes the record"));
    }
    if (body.has(HOOK)) {
      return new DeadLetter(
          message,
          Optional.of("CheckVersion"),
          line(message.attribute(ERROR).orElse(UNNAMED)),
          new Nothing("is of a deploy that is over"));
    }
    var function = function(body);
    return new DeadLetter(
        message,
        function,
        line(message.attribute(ERROR).orElse(UNNAMED)),
        function.isPresent()
            ? new Start(function.get(), message.body())
            : new Nothing("names no function of template.yaml"));
  }

  /**
   * Reads a message of the dead letters of a FIFO queue.
   *
   * @param function the function that the queue is mapped to
   */
  public static DeadLetter wake(Message message, String function) {
    return new DeadLetter(
        message,
        Optional.of(function),
        "failed again and again on " + line(message.body()),
        new SendBack(message.attribute("MessageGroupId").orElse(""), message.body()));
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  private static String condition(JsonNode body) {
    return Stream.of("requestContext", "context")
        .map(context -> body.path(context).path("condition").asText())
        .filter(condition -> !condition.isEmpty())
        .findFirst()
        .orElse(UNNAMED);
  }

  /** Returns the reader of a stream: a function, or the pipe to a bus. */
  private Optional<String> reader(JsonNode body) {
    return Stream.of(
            body.at("/requestContext/functionArn").asText(),
            body.at("/context/partnerResourceArn").asText())
        .filter(arn -> !arn.isEmpty())
        .findFirst()
        .map(LetterReader::nameIn)
        .map(name -> logicalIds.apply(name).orElse(name));
  }

  /** Returns the name in the ARN of a function, with or without a qualifier, or of a pipe. */
  private static String nameIn(String arn) {
    var parts = arn.split(":", -1);
    return parts.length > 6 ? parts[6] : arn.substring(arn.lastIndexOf('/') + 1);
  }

  private Optional<String> function(JsonNode event) {
    var rule = event.at("/resources/0").asText();
    if (rule.contains(RULE)) {
      var name = rule.substring(rule.indexOf(RULE) + RULE.length());
      var ofSchedule = logicalIds.apply(name).flatMap(this::scheduled);
      if (ofSchedule.isPresent()) {
        return ofSchedule;
      }
    }
    // A schedule whose event is written in the template names its function there.
    var told = named(each -> each.logicalId().equals(event.at("/detail/function").asText()));
    if (told.isPresent()) {
      return told;
    }
    var notified = event.at("/Records/0/s3/object/key").asText();
    if (!notified.isEmpty()) {
      return listening(Via.NOTIFICATION, notified);
    }
    var created = event.at("/detail/object/key").asText();
    return created.isEmpty() ? Optional.empty() : listening(Via.EVENT_BRIDGE, created);
  }

  /** Returns the function of a rule: SAM names the rule after the function and its event. */
  private Optional<String> scheduled(String rule) {
    return named(
        function ->
            function.schedules().stream()
                .anyMatch(schedule -> rule.equals(function.logicalId() + schedule.name())));
  }

  private Optional<String> listening(Via via, String key) {
    return named(
        function -> function.objectsCreated().stream().anyMatch(each -> hears(each, via, key)));
  }

  private static boolean hears(ObjectCreated subscription, Via via, String key) {
    return subscription.via() == via
        && key.startsWith(subscription.prefix())
        && key.endsWith(subscription.suffix());
  }

  private Optional<String> named(Predicate<FunctionDeclaration> wanted) {
    return template.functions().stream()
        .filter(wanted)
        .map(FunctionDeclaration::logicalId)
        .findFirst();
  }

  private static String line(String text) {
    var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
  }
}
