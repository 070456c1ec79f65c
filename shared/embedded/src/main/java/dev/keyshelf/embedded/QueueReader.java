package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.Template.Redrive;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads FIFO queues and the mappings that hand their messages to functions. A property that would
 * change who receives a message, and that one machine does not support, is refused.
 */
final class QueueReader {
  private static final int USUAL_VISIBILITY = 30;
  private static final int LONGEST_VISIBILITY = 43_200;
  private static final int USUAL_RETENTION = 345_600;
  private static final int LONGEST_RETENTION = 1_209_600;
  private static final int USUAL_RECEIVES = 10;
  private static final int MOST_RECEIVES = 1_000;
  private static final int MOST_INVOCATIONS = 1_000;

  /** Encryption is for AWS, where others have the disks. */
  private static final Set<String> KNOWN =
      Set.of(
          "QueueName",
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit",
          "VisibilityTimeout",
          "MessageRetentionPeriod",
          "RedrivePolicy",
          "SqsManagedSseEnabled",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "Tags");

  private static final Set<String> KNOWN_OF_MAPPINGS =
      Set.of(
          "FunctionName",
          "EventSourceArn",
          "Enabled",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "FunctionResponseTypes",
          "ScalingConfig",
          "Tags");

  private static final String ARN = "arn:aws:local:::";

  private final UnaryOperator<String> names;

  /**
   * Creates a reader.
   *
   * @param names returns a queue's physical name by its logical id
   */
  QueueReader(UnaryOperator<String> names) {
    this.names = names;
  }

  /** Reads a queue that is a FIFO queue. */
  QueueDeclaration queue(String id, Section properties) {
    for (String each : properties.keys()) {
      if (!KNOWN.contains(each)) {
        throw properties.at(each).problem("is not supported on one machine");
      }
    }
    requireOnly(properties.at("ContentBasedDeduplication"), "false", "false");
    requireOnly(properties.at("DeduplicationScope"), "queue", "messageGroup");
    return new QueueDeclaration(
        id,
        names.apply(id),
        seconds(properties.at("VisibilityTimeout"), USUAL_VISIBILITY, 0, LONGEST_VISIBILITY),
        seconds(properties.at("MessageRetentionPeriod"), USUAL_RETENTION, 60, LONGEST_RETENTION),
        redrive(properties.at("RedrivePolicy")));
  }

  private static void requireOnly(Section section, String usual, String supported) {
    MappingTargets.requireOnly(section, section.text(usual), supported);
  }

  private static Duration seconds(Section section, int usual, int least, int most) {
    return Duration.ofSeconds(section.number(usual, least, most));
  }

  private @Nullable Redrive redrive(Section policy) {
    if (!policy.isPresent()) {
      return null;
    }
    String target = policy.at("deadLetterTargetArn").text();
    return new Redrive(
        names.apply(target.startsWith(ARN) ? target.substring(ARN.length()) : target),
        policy.at("maxReceiveCount").number(USUAL_RECEIVES, 1, MOST_RECEIVES));
  }

  /** Reads a mapping of one of these queues. */
  static QueueMapping mapping(
      Section properties, List<QueueDeclaration> queues, MappingTargets targets) {
    MappingTargets.requireKnown(properties, KNOWN_OF_MAPPINGS);
    requireOnly(properties.at("BatchSize"), "10", "1");
    return new QueueMapping(
        queue(properties.at("EventSourceArn"), queues).name(),
        targets.function(properties),
        MappingTargets.reportsFailures(properties),
        properties
            .at("ScalingConfig")
            .at("MaximumConcurrency")
            .number(MOST_INVOCATIONS, 2, MOST_INVOCATIONS));
  }

  private static QueueDeclaration queue(Section arn, List<QueueDeclaration> queues) {
    String text = arn.text();
    return queues.stream()
        .filter(each -> text.equals(ARN + each.logicalId()))
        .findFirst()
        .orElseThrow(() -> arn.problem("is %s, not a FIFO queue here".formatted(text)));
  }
}
