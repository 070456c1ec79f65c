package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.Template.QueueDeclaration;
import dev.keyshelf.embedded.Template.QueueMapping;
import dev.keyshelf.embedded.Template.Redrive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueMappingTest {
  @TempDir Path directory;

  private Template changed(String written, String other) throws IOException {
    var text = Files.readString(TemplateTest.TEMPLATE);
    assertThat(text).contains(written);
    return Template.read(
        Files.writeString(directory.resolve("template.yaml"), text.replace(written, other)));
  }

  @Test
  void readsFifoQueuesWithTheirDeadLetters() {
    assertThat(Template.read(TemplateTest.TEMPLATE, "-x").queues())
        .containsExactly(
            new QueueDeclaration(
                "Calls",
                "keyshelf-calls-x.fifo",
                Duration.ofSeconds(60),
                Duration.ofDays(4),
                new Redrive("named-x.fifo", 7)),
            new QueueDeclaration(
                "DeadCalls", "named-x.fifo", Duration.ofSeconds(30), Duration.ofDays(14), null));
  }

  @Test
  void readsWhichQueueInvokesWhichFunction() {
    assertThat(Template.read(TemplateTest.TEMPLATE).consumers())
        .containsExactly(new QueueMapping("keyshelf-calls.fifo", "CloseWindows", true, 5));
  }

  @Test
  void namesTheQueueInFunctionsVariables() {
    assertThat(Template.read(TemplateTest.TEMPLATE, "-x").globalEnvironment())
        .containsEntry("CALLS", "keyshelf-calls-x.fifo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BatchSize: 1 | BatchSize: 10 | BatchSize is 10, but one machine supports only 1",
        "BatchSize: 1 | Tags: {} | BatchSize is 10, but one machine supports only 1",
        "MaximumConcurrency: 5 | MaximumConcurrency: 1 | MaximumConcurrency is 1, not a number"
            + " from 2 to 1000",
        "BatchSize: 1 | FilterCriteria: {} | FilterCriteria is not supported on one machine",
        "!GetAtt Calls.Arn | !GetAtt Others.Arn | EventSourceArn is arn:aws:local:::Others, not a"
            + " FIFO queue here",
        "DeduplicationScope: messageGroup | DeduplicationScope: queue | DeduplicationScope is"
            + " queue, but one machine supports only messageGroup",
        "VisibilityTimeout: 60 | DelaySeconds: 5 | DelaySeconds is not supported on one machine",
      })
  void refusesWhatOneMachineCannotDo(String written, String other, String message) {
    assertThatThrownBy(() -> changed(written, other))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }
}
