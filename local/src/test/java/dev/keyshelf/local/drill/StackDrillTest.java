package dev.keyshelf.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.Keyshelf;
import dev.keyshelf.local.commands.Surroundings;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.stack.AwsStandIn;
import dev.keyshelf.local.stack.PointInTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs {@code ./keyshelf drill --stack shop}, a stack with the stores of a data folder. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class StackDrillTest {
  private static final Instant SOON = Instant.parse("2099-01-01T00:00:00Z");
  private static final Instant BEFORE_ALL_SEALS = Instant.parse("2026-03-02T09:00:00Z");
  private static final String LATER = "seals/partner-a/2026-04-09T05.seal";
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());

  @TempDir private static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Rows> changed = new ArrayList<>();

  /** How many indexes the tables have that a drill left. */
  private final Map<String, Integer> indexes = new TreeMap<>();

  private final String table = TEMPLATE.tables().getFirst().name();

  @BeforeAll
  static void trade() throws IOException {
    DrillTest.trade(folder);
  }

  /**
   * Runs the drill.
   *
   * @param latest the latest restorable time
   * @param change changes the tables before the drill
   */
  private int drill(Instant latest, Consumer<PointInTime> change, String... arguments)
      throws IOException {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    try (var cloud = EmbeddedCloud.start(folder);
        var aws = new AwsStandIn().with(TEMPLATE, cloud.environment(), (_, _) -> new byte[0])) {
      aws.tables().latest(latest);
      change.accept(aws.tables());
      var command = Keyshelf.commandLine(new Surroundings(aws.environment(), pauses::add));
      command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
      var code =
          command.execute(
              Stream.concat(Stream.of("drill", "--stack", "shop"), Stream.of(arguments))
                  .toArray(String[]::new));
      changed.forEach(Rows::undo);
      for (var name : aws.tables().names()) {
        if (!name.equals(table)) {
          indexes.put(name, aws.tables().indexes(name));
          aws.tables().client().deleteTable(delete -> delete.tableName(name));
        }
      }
      return code;
    }
  }

  private static void inSeals(BiConsumer<S3Client, String> work) {
    try (var cloud = EmbeddedCloud.start(folder);
        var s3 = Stores.s3(cloud.environment())) {
      var bucket =
          TEMPLATE.buckets().stream()
              .filter(each -> each.logicalId().equals("SealsBucket"))
              .findFirst()
              .orElseThrow();
      work.accept(s3, bucket.name());
    }
  }

  @Test
  void drillsAStackByItsName() throws IOException {
    assertThat(drill(SOON, _ -> {})).as("%s%s", out, err).isZero();

    assertThat(out.toString())
        .contains("Recovery point: " + SOON)
        .contains("3 files of seals")
        .contains("2 orders, 3 lines with an entitlement")
        .contains("Nothing is missing or changed.");
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("keyshelf: restoring keyshelf-")
        .contains(" into the table shop-drill-20990101T000000Z, ")
        .endsWith("; if this command is killed, delete that table");
    assertThat(pauses).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(15));
    assertThat(indexes).isEmpty();
  }

  @Test
  void namesARowOfAStackThatWasChanged() throws IOException {
    var code =
        drill(
            SOON,
            tables -> {
              var rows = new Rows(tables.client());
              var item = rows.find("ACTIVITY#partner-a#2026-03", "", "S=LINK_CREATED");
              rows.set(item, "requestId", AttributeValue.fromS("another"));
              changed.add(rows);
            });

    assertThat(code).as("%s%s", out, err).isOne();
    assertThat(out.toString()).contains("is missing or differs from its seal");
    assertThat(indexes).isEmpty();
  }

  @Test
  void namesANoteOfSealsThatWasChanged() throws IOException {
    var code =
        drill(
            SOON,
            tables -> {
              var rows = new Rows(tables.client());
              rows.set(rows.find("SEALS#", "partner-a", ""), "sealed", AttributeValue.fromS("x"));
              changed.add(rows);
            });

    assertThat(code).as("%s%s", out, err).isOne();
    assertThat(err.toString()).contains("keyshelf: the drill failed: ");
    assertThat(indexes).isEmpty();
  }

  @Test
  void saysThatTheCopyStaysIfTheCredentialsExpireMeanwhile() throws IOException {
    assertThat(drill(SOON, PointInTime::expireOnceRestoring)).isEqualTo(2);

    assertThat(err.toString().lines().skip(1))
        .containsExactly(
            "keyshelf: ExpiredTokenException: The security token included in the request is"
                + " expired; the restored table shop-drill-20990101T000000Z could not be deleted:"
                + " delete it, since it costs its storage");
  }

  @Test
  void refusesATableThatDoesNotFitIntoMemoryBeforeItRestoresIt() throws IOException {
    assertThat(drill(SOON, tables -> tables.size(1L << 50))).isEqualTo(2);

    assertThat(err.toString().lines())
        .containsExactly(
            "keyshelf: the table %s has 1048576 GiB, and a drill needs some 8 times that in memory:"
                    .formatted(table)
                + " run it where there is as much, with KEYSHELF_JAVA_OPTIONS=-Xmx8388608g");
    assertThat(indexes).isEmpty();
  }

  /** The seals of the trade are newer than that instant, too, but the table notes them. */
  @Test
  void leavesOutSealsThatWereMadeAfterTheRecoveryPoint() throws IOException {
    inSeals(
        (s3, bucket) ->
            s3.putObject(
                put -> put.bucket(bucket).key(LATER), RequestBody.fromString("of a later hour")));

    assertThat(drill(BEFORE_ALL_SEALS, _ -> {})).as("%s%s", out, err).isZero();
    assertThat(out.toString()).contains("3 files of seals");
    assertThat(drill(SOON, _ -> {})).as("%s%s", out, err).isOne();
    inSeals((s3, bucket) -> s3.deleteObject(delete -> delete.bucket(bucket).key(LATER)));
  }

  @Test
  void keepsTheRestoredTableWithItsIndexes() throws IOException {
    assertThat(drill(SOON, _ -> {}, "--keep", "--table", "adopted", "--at", "2098-12-31T23:00:00Z"))
        .as("%s%s", out, err)
        .isZero();

    assertThat(indexes).containsExactly(Map.entry("adopted", 2));
    assertThat(err.toString()).contains("keyshelf: the restored table stays: adopted");
    assertThat(out.toString()).contains("Recovery point: 2098-12-31T23:00:00Z");
  }

  @Test
  void saysInOneLineWhyAStackCannotBeRestored() throws IOException {
    assertThat(drill(SOON, PointInTime::disable)).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .endsWith(" has no point-in-time recovery");

    assertThat(drill(SOON, _ -> {}, "--at", "2026-01-01T00:00:00Z")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "keyshelf: --at must be between 2098-12-31T00:00:00Z and 2099-01-01T00:00:00Z, was"
                + " 2026-01-01T00:00:00Z");

    assertThat(drill(SOON, _ -> {}, "--table", table)).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "keyshelf: there is a table %s: name another one by --table".formatted(table));
    assertThat(drill(SOON, _ -> {}, "backups/monday")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("keyshelf: a backup is of this machine, and --stack names a stack on AWS");
  }
}
