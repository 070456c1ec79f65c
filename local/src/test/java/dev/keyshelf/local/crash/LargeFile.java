package dev.keyshelf.local.crash;

import dev.keyshelf.domain.catalog.Verification;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.crash.Command.Attempt;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A file that is too large to be read in one piece and waits to be verified. */
final class LargeFile {
  private static final int SIZE = 8 * 1024 * 1024 + 1;

  private LargeFile() {}

  /** Drops such a file. Returns its verification. Each try first lets the previous lease expire. */
  static Attempt dropped(OneMachine machine) {
    drop(machine);
    return Attempt.event(
        () -> {
          machine.clock().advance(Verification.LEASE);
          return machine.schedules().fire("VerifyArtifacts");
        });
  }

  private static void drop(OneMachine machine) {
    var key = "artifacts/" + UUID.randomUUID();
    var bytes = new byte[SIZE];
    new Random().nextBytes(bytes);
    var sha256 = DropFolder.sha256(bytes);
    try (var s3 = Stores.s3(machine.storeEnvironment());
        var dynamo = Stores.dynamoDb(machine.storeEnvironment())) {
      s3.putObject(put -> put.bucket(bucket()).key(key), RequestBody.fromBytes(bytes));
      var table = dynamo.listTables().tableNames().getFirst();
      dynamo.putItem(
          put ->
              put.tableName(table)
                  .item(
                      Map.of(
                          "pk", AttributeValue.fromS("VERIFICATION#"),
                          "sk", AttributeValue.fromS("FILE#" + sha256 + "#" + key),
                          "objectKey", AttributeValue.fromS(key),
                          "size", AttributeValue.fromN(Integer.toString(SIZE)),
                          "sha256", AttributeValue.fromS(sha256))));
    }
  }

  private static String bucket() {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .map(function -> function.environment().getOrDefault("KEYSHELF_BUCKET", ""))
        .findFirst()
        .orElseThrow();
  }
}
