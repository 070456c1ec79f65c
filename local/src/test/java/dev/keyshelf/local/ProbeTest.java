package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.function.FunctionFailed;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes each function behind the API, as is done before a new version of it takes calls. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, @BeforeEach the functions
final class ProbeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Template TEMPLATE = Template.read(Settings.defaultTemplate());
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final byte[] PROBE =
      "{\"routeKey\":\"keyshelf:probe\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private Functions functions;

  /** Its stores do not exist, so a function that asks them fails. */
  @BeforeEach
  void load() {
    var nobody = "http://127.0.0.1:1";
    var variables =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "id",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "KEYSHELF_TABLE", "table",
            "KEYSHELF_BUCKET", "bucket",
            "KEYSHELF_SEALS_BUCKET", "seals",
            "KEYSHELF_DYNAMODB_ENDPOINT", nobody,
            "KEYSHELF_S3_ENDPOINT", nobody,
            "KEYSHELF_WAKES_QUEUE_URL", nobody,
            "KEYSHELF_KEY_FILE", folder.resolve("vault.key").toString());
    functions = Functions.load(TEMPLATE, variables, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    functions.close();
  }

  private static List<FunctionDeclaration> functionsWith(boolean routes) {
    return TEMPLATE.functions().stream().filter(each -> each.routes().isEmpty() != routes).toList();
  }

  @Test
  void eachFunctionBehindTheApiAnswersWithoutAStore() throws IOException {
    assertThat(functionsWith(true)).hasSizeGreaterThan(40);
    for (var function : functionsWith(true)) {
      var answer = JSON.readTree(functions.invoke(function.name(), PROBE));

      assertThat(answer.path("statusCode").asInt()).as(function.name()).isEqualTo(204);
      assertThat(answer.path("body").asText("")).as(function.name()).isEmpty();
    }
  }

  /** A caller that has no request and does not send the probe itself gets no answer at all. */
  @Test
  void noFunctionBehindTheApiAnswersAnotherEventWithoutARequest() {
    var other = "{\"routeKey\":\"$default\"}".getBytes(StandardCharsets.UTF_8);
    for (var function : functionsWith(true)) {
      assertThatThrownBy(() -> functions.invoke(function.name(), other))
          .as(function.name())
          .isInstanceOf(FunctionFailed.class);
    }
  }
}
