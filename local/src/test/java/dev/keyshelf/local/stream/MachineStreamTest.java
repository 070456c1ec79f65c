package dev.keyshelf.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.backup.Backup;
import dev.keyshelf.local.backup.Restore;
import dev.keyshelf.local.machine.Backstage;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs machines whose template has one more function, which notes the log's new records. */
class MachineStreamTest {
  private static final Path TEMPLATE = Settings.defaultTemplate();
  private static final Path PARTNERS = TEMPLATE.resolveSibling("samples/imports/partners");
  private static final int PATIENCE_SECONDS = 60;

  private static final String FUNCTION =
      """
        NoteRecords:
          Type: AWS::Serverless::Function
          Properties:
            CodeUri: none.zip
            Handler: dev.keyshelf.local.stream.NotingHandler
        NoteRecordsMapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            FunctionName: !Ref NoteRecords
            EventSourceArn: !GetAtt Table.StreamArn
            StartingPosition: TRIM_HORIZON
            FilterCriteria:
              Filters:
                - Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"ACTIVITY#"}]}}}}'
            FunctionResponseTypes: [ReportBatchItemFailures]
      """;

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    NotingHandler.NOTED.clear();
  }

  private Settings settings(@Nullable Path data) throws IOException {
    var written = Files.readString(TEMPLATE);
    var template =
        Files.writeString(
            folder.resolve("template.yaml"),
            written.replace("\nResources:\n", "\nResources:\n" + FUNCTION));
    return Settings.inMemory(template)
        .withPort(0)
        .withoutSamples()
        .withData(data)
        .withEnvironment(Map.of());
  }

  /** Imports a file that the log records. It is refused, since there is no catalogue. */
  private static void importPartners(Settings settings) {
    try (var backstage = Backstage.open(settings)) {
      backstage.importer().importPath(PARTNERS);
    }
  }

  private static List<String> noted() {
    var noted = new ArrayList<String>();
    NotingHandler.NOTED.drainTo(noted);
    return noted;
  }

  @Test
  void servesTheRecordsThatACommandWroteWithoutAServer() throws Exception {
    var settings = settings(folder.resolve("data"));
    importPartners(settings);
    assertThat(NotingHandler.NOTED).isEmpty();

    try (var _ = OneMachine.start(settings.withStreams())) {
      assertThat(NotingHandler.NOTED.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo("FILE_IMPORTED");
    }
  }

  @Test
  void servesRecordsAsTheyAreCommitted() throws Exception {
    try (var machine = OneMachine.start(settings(folder.resolve("data")).withStreams())) {
      machine.importer().importPath(PARTNERS);
      assertThat(NotingHandler.NOTED.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo("FILE_IMPORTED");
    }
  }

  @Test
  void keepsItsPositionOverARestart() throws Exception {
    var settings = settings(folder.resolve("data"));
    importPartners(settings);
    try (var machine = OneMachine.start(settings)) {
      machine.pump().drain();
    }
    assertThat(noted()).isNotEmpty();

    try (var machine = OneMachine.start(settings)) {
      machine.pump().drain();
    }
    assertThat(noted()).isEmpty();
  }

  @Test
  void deliversAllRecordsOfARestoredFolder() throws Exception {
    var data = folder.resolve("data");
    var settings = settings(data);
    importPartners(settings);
    try (var machine = OneMachine.start(settings)) {
      machine.pump().drain();
    }
    var before = noted();
    Backup.make(data, folder.resolve("copy"));
    var restored = folder.resolve("restored");
    Restore.from(folder.resolve("copy"), restored);

    try (var machine = OneMachine.start(settings(restored))) {
      machine.pump().drain();
    }
    assertThat(noted()).containsExactlyElementsOf(before).isNotEmpty();
  }

  @Test
  void deliversTheRecordsOfAnOlderCopyOfTheTables() throws Exception {
    var data = folder.resolve("data");
    var settings = settings(data);
    importPartners(settings);
    Backup.make(data, folder.resolve("copy"));
    importPartners(settings);
    try (var machine = OneMachine.start(settings)) {
      machine.pump().drain();
    }
    var restored = folder.resolve("restored");
    Restore.from(folder.resolve("copy"), restored);
    Files.createDirectory(restored.resolve("streams"));
    Files.copy(
        data.resolve("streams/NoteRecords.json"), restored.resolve("streams/NoteRecords.json"));
    var before = noted();

    var older = settings(restored);
    importPartners(older);
    try (var machine = OneMachine.start(older)) {
      machine.pump().drain();
    }
    assertThat(noted()).containsExactlyElementsOf(before).isNotEmpty();
  }

  @Test
  void letsReadersOfEventsWaitUpTo20Seconds() throws Exception {
    try (var backstage = Backstage.open(settings(null))) {
      assertThat(backstage.functions().cloud()).containsEntry("KEYSHELF_EVENTS_WAIT_SECONDS", "20");
    }
  }
}
