package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.machine.DataDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Isolated
final class VerifyLogCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Keyshelf.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private int verify() {
    return run(
        "verify-log",
        "--data",
        folder.toString(),
        "--partner",
        "partner-a",
        "--from",
        "2026-03-01T00:00:00Z",
        "--to",
        "2026-03-02T00:00:00Z");
  }

  @Test
  void namesThePartnerOfEachFindingAmongAllLogs() {
    assertThat(verify()).as(err.toString()).isZero();
    // No partner was imported, so that of the operators is the only log.
    writeByHand(
        "ACTIVITY#keyshelf#2026-03-01", "2026-03-01T09:00:00.000Z#01M7W2Y7M0PV25GRW7BRT4GZ53");

    var all =
        run(
            "verify-log",
            "--data",
            folder.toString(),
            "--from",
            "2026-03-01T00:00:00Z",
            "--to",
            "2026-03-02T00:00:00Z");
    assertThat(all).as("%s", err).isOne();
    assertThat(out.toString()).contains("  keyshelf SEAL_MISSING 2026-03-01T09:00:00Z: ");
  }

  @Test
  void namesWhatAnEarlierRunFound() {
    assertThat(verify()).as(err.toString()).isZero();
    writeRecordByHand();
    assertThat(verify()).isOne();

    assertThat(
            run(
                "verify-log",
                "--data",
                folder.toString(),
                "--partner",
                "partner-a",
                "--from",
                "2026-02-01T00:00:00Z",
                "--to",
                "2026-02-02T00:00:00Z"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString())
        .contains("  found earlier, and unresolved: SEAL_MISSING 2026-03-01T09:00:00Z: ");
  }

  private void writeRecordByHand() {
    writeByHand(
        "ACTIVITY#partner-a#2026-03-01", "2026-03-01T09:00:00.000Z#01M7W2Y7M0PV25GRW7BRT4GZ53");
  }

  private void writeByHand(String partition, String sort) {
    try (var cloud = EmbeddedCloud.start(DataDirectory.open(folder).stores());
        var dynamo = Stores.dynamoDb(cloud.environment())) {
      var table = dynamo.listTables().tableNames().getFirst();
      dynamo.putItem(
          put ->
              put.tableName(table)
                  .item(
                      Map.of(
                          "pk", AttributeValue.fromS(partition),
                          "sk", AttributeValue.fromS(sort))));
    }
  }

  @Test
  void saysInOneLineThatALogCannotBeVerified() {
    assertThat(verify()).as(err.toString()).isZero();
    // The note of how far the log is sealed, without its time.
    writeByHand("SEALS#" + Math.floorMod("partner-a".hashCode(), 16), "partner-a");

    assertThat(verify()).isNotZero();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("the log could not be verified: ");
  }

  @Test
  void exitsWithOneIfTheLogDiffersFromItsSeals() {
    assertThat(verify()).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("partner-a, 2026-03-01T00:00:00Z to 2026-03-02T00:00:00Z: 0 records, 0 seals");
    writeRecordByHand();

    assertThat(verify()).isOne();
    assertThat(out.toString()).contains("  SEAL_MISSING 2026-03-01T09:00:00Z: ");
  }

  @Test
  void refusesMalformedOrReversedInstants() {
    assertThat(run("verify-log", "--partner", "partner-a", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("--from");
    assertThat(
            run(
                "verify-log",
                "--partner",
                "partner-a",
                "--from",
                "2026-03-02T00:00:00Z",
                "--to",
                "2026-03-01T00:00:00Z"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("before");
  }
}
