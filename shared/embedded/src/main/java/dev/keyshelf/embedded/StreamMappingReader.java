package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.StreamMapping;
import dev.keyshelf.embedded.Template.TableDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Reads the properties of an {@code AWS::Lambda::EventSourceMapping}. A property that would change
 * which records a function receives, and that one machine does not support, is refused.
 */
final class StreamMappingReader {
  private static final int USUAL_BATCH = 100;
  private static final int LARGEST_BATCH = 10_000;

  /** Lambda's value for no limit. */
  private static final int UNLIMITED = -1;

  /** A stream forgets a record after this time. */
  private static final int LEAST_AGE = (int) Duration.ofHours(24).toSeconds();

  private static final int MOST_AGE = 604_800;
  private static final int MOST_ATTEMPTS = 10_000;

  /** The failure destination is for records that are given up, which one machine only logs. */
  private static final Set<String> KNOWN =
      Set.of(
          "FunctionName",
          "EventSourceArn",
          "Enabled",
          "StartingPosition",
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "FilterCriteria",
          "FunctionResponseTypes",
          "BisectBatchOnFunctionError",
          "MaximumRetryAttempts",
          "MaximumRecordAgeInSeconds",
          "ParallelizationFactor",
          "DestinationConfig",
          "Tags");

  private final List<TableDeclaration> tables;
  private final MappingTargets targets;

  StreamMappingReader(List<TableDeclaration> tables, MappingTargets targets) {
    this.tables = tables;
    this.targets = targets;
  }

  StreamMapping read(Section properties) {
    MappingTargets.requireKnown(properties, KNOWN);
    MappingTargets.requireOnly(
        properties.at("StartingPosition"),
        properties.at("StartingPosition").text(),
        "TRIM_HORIZON");
    MappingTargets.requireOnly(
        properties.at("ParallelizationFactor"),
        properties.at("ParallelizationFactor").text("1"),
        "1");
    requirePatience(properties);
    return new StreamMapping(
        table(properties.at("EventSourceArn")).name(),
        targets.function(properties),
        filter(properties.at("FilterCriteria").at("Filters")),
        properties.at("BatchSize").number(USUAL_BATCH, 1, LARGEST_BATCH),
        MappingTargets.reportsFailures(properties),
        properties.at("BisectBatchOnFunctionError").flag(false));
  }

  /** Refuses to give up a record before its stream forgets it. */
  private static void requirePatience(Section properties) {
    Section attempts = properties.at("MaximumRetryAttempts");
    int most = attempts.number(UNLIMITED, UNLIMITED, MOST_ATTEMPTS);
    MappingTargets.requireOnly(attempts, Integer.toString(most), "-1");
    Section age = properties.at("MaximumRecordAgeInSeconds");
    int oldest = age.number(UNLIMITED, UNLIMITED, MOST_AGE);
    if (oldest != UNLIMITED && oldest < LEAST_AGE) {
      throw age.problem(
          "is %s, but one machine supports only -1 and numbers from %s"
              .formatted(oldest, LEAST_AGE));
    }
  }

  private TableDeclaration table(Section arn) {
    String text = arn.text();
    var table =
        tables.stream()
            .filter(each -> text.equals(each.logicalId() + ".StreamArn"))
            .findFirst()
            .orElseThrow(
                () -> arn.problem("is %s, not the StreamArn of a table here".formatted(text)));
    if (table.streamView() == null) {
      throw arn.problem("names the stream of %s, which has none".formatted(table.logicalId()));
    }
    return table;
  }

  private static StreamFilter filter(Section filters) {
    var patterns = filters.map(filter -> filter.at("Pattern").text());
    try {
      return StreamFilter.parse(patterns);
    } catch (IllegalArgumentException unsupported) {
      throw filters.problem(String.valueOf(unsupported.getMessage()));
    }
  }
}
