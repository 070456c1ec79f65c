package dev.keyshelf.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.local.Contract;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import dev.keyshelf.testkit.cloud.Cloud;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the whole journey over HTTP, on the cloud that the tests run on. */
class JourneyTest {
  private static final StringWriter STORY = new StringWriter();
  private static final Map<String, String> PAPERS = new TreeMap<>();
  private static final List<Reply> REPLIES = new ArrayList<>();
  private static @Nullable Cloud cloud;
  private static OneMachine machine;
  private static boolean arrived;

  @BeforeAll
  static void walk(@TempDir Path folder) throws IOException {
    var settings =
        Settings.inMemory(Settings.defaultTemplate())
            .withPort(0)
            .withClockOffset(Beginning.offset());
    if (Cloud.chosen().equals(Cloud.LOCALSTACK)) {
      cloud = Cloud.start();
      settings = settings.withEnvironment(cloud.environment());
    }
    machine = OneMachine.start(settings);
    var papers = Journey.walk(machine, new PrintWriter(STORY), folder, REPLIES::add);
    arrived = papers.isPresent();
    for (var paper : papers.orElse(List.of())) {
      PAPERS.put(paper.getFileName().toString(), Files.readString(paper, ISO_8859_1));
    }
  }

  @AfterAll
  static void stop() {
    machine.close();
    if (cloud != null) {
      cloud.close();
    }
  }

  @Test
  void everyStepGetsTheExpectedAnswer() {
    assertThat(arrived).as(STORY.toString()).isTrue();
  }

  @Test
  void leavesTheInvoiceAndTheCreditNoteAsPdf() {
    assertThat(PAPERS).containsOnlyKeys("INV-000001.pdf", "INV-000002.pdf");
    assertThat(PAPERS.values()).allMatch(file -> file.startsWith("%PDF-"));
  }

  @Test
  void everyAnswerConformsToTheContract() {
    var contract =
        Contract.of(Path.of(System.getProperty("keyshelf.root"), "docs", "openapi.yaml"));

    assertThat(REPLIES)
        .isNotEmpty()
        .allSatisfy(
            reply ->
                assertThat(
                        contract.faults(
                            reply.method(),
                            reply.path(),
                            reply.status(),
                            reply.header("content-type"),
                            reply.bytes()))
                    .as("%s %s", reply.method(), reply.path())
                    .isEmpty());
  }

  @Test
  void everyAnswerOfAFunctionNamesItsRequest() {
    assertThat(REPLIES)
        .filteredOn(reply -> reply.status() != 401)
        .allSatisfy(reply -> assertThat(reply.header("x-request-id")).isNotEmpty());
  }

  @Test
  void everyRefusalOfAFunctionIsAProblem() {
    assertThat(REPLIES)
        .filteredOn(reply -> reply.status() >= 400 && reply.status() != 401)
        .isNotEmpty()
        .allSatisfy(
            reply -> {
              assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
              assertThat(reply.json().get("status").intValue()).isEqualTo(reply.status());
              assertThat(reply.at("/code")).matches("[a-z]+(-[a-z]+)*");
            });
  }
}
