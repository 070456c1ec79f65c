package dev.keyshelf.local.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.EmbeddedCloudException;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.contract.AnotherApi;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@AnotherApi
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class OneMachineTest {
  @TempDir private Path folder;

  @BeforeEach
  void layOutAProject() throws IOException {
    Files.copy(
        Path.of("src/test/resources/machine-template.yaml"), folder.resolve("template.yaml"));
    write("samples/imports/partners/partners.yaml");
    write("samples/artifacts/en us.iso");
  }

  private void write(String file) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), file);
  }

  private Settings settings() {
    return Settings.inMemory(folder.resolve("template.yaml")).withEnvironment(Map.of());
  }

  private static HttpResponse<String> get(URI uri, String... headers)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static String object(OneMachine machine, String key) {
    try (var s3 = Stores.s3(machine.storeEnvironment())) {
      return s3.getObjectAsBytes(get -> get.bucket("files").key(key)).asUtf8String();
    }
  }

  @Test
  void servesImportsAndFiresFromItsTemplateAlone() throws Exception {
    try (OneMachine machine = OneMachine.start(settings())) {
      assertThat(object(machine, "artifacts/en us.iso")).isEqualTo("samples/artifacts/en us.iso");

      var answer =
          get(
              machine.baseUrl().resolve("/v1/customers/c1"),
              "Authorization",
              "Bearer " + machine.tokenFor("contoso", "ada", "AdminAgent"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(get(machine.baseUrl().resolve("/v1/customers/c1")).statusCode()).isEqualTo(401);

      var discovery = get(machine.baseUrl().resolve("/issuer/.well-known/openid-configuration"));
      assertThat(discovery.body())
          .contains("\"issuer\":\"%s/issuer\"".formatted(machine.baseUrl()));

      assertThat(new String(machine.schedules().fire("Close"), StandardCharsets.UTF_8))
          .contains("aws.events", "rule/Nightly");
      assertThatThrownBy(() -> machine.schedules().fire("Open"))
          .isInstanceOf(UserFault.class)
          .hasMessage("no scheduled function is named Open; choose one of: Close");

      write("more/imports/keys/a b.csv");
      write("more/imports/keys/broken.csv");
      var report = machine.importer().importPath(folder.resolve("more"));
      assertThat(report.answers().getFirst().body().path("imported").asText())
          .isEqualTo("imports/keys/a b.csv");
      assertThat(report.faults())
          .containsExactly("imports/keys/broken.csv:3: key: no such product");
    }
  }

  @Test
  void keepsItsDataOverARestartAndLocksItsFolder() throws Exception {
    Path data = folder.resolve("data");
    String token;
    int port;
    try (OneMachine machine =
        OneMachine.start(settings().withData(data).withClockOffset(Duration.ofDays(61)))) {
      port = machine.baseUrl().getPort();
      token = machine.tokenFor("contoso", "ada", "AdminAgent");
      assertThatThrownBy(() -> OneMachine.start(settings().withData(data)))
          .isInstanceOf(EmbeddedCloudException.class);
      assertThatThrownBy(() -> OneMachine.start(settings().withPort(port)))
          .isInstanceOf(UserFault.class)
          .hasMessageContaining("--port");

      try (Backstage backstage = Backstage.open(settings().withData(data))) {
        assertThat(backstage.storeEnvironment()).isEqualTo(machine.storeEnvironment());
        assertThat(backstage.clock().offset()).isEqualTo(Duration.ofDays(61));
      }
    }
    assertThat(data.resolve("server.json")).doesNotExist();
    Files.delete(folder.resolve("samples/artifacts/en us.iso"));

    try (OneMachine machine = OneMachine.start(settings().withData(data).withPort(port))) {
      assertThat(object(machine, "artifacts/en us.iso")).isEqualTo("samples/artifacts/en us.iso");
      var answer =
          get(machine.baseUrl().resolve("/v1/customers/c1"), "Authorization", "Bearer " + token);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void retriesTheSamplesIfTheyCouldNotBeImported() throws Exception {
    Path data = folder.resolve("data");
    write("samples/imports/partners/broken.yaml");

    assertThatThrownBy(() -> OneMachine.start(settings().withData(data)))
        .isInstanceOf(UserFault.class)
        .hasMessage(
            "the samples cannot be imported: imports/partners/broken.yaml:3: key: no such"
                + " product");
    Files.delete(folder.resolve("samples/imports/partners/broken.yaml"));

    try (OneMachine machine = OneMachine.start(settings().withData(data))) {
      assertThat(object(machine, "imports/partners/partners.yaml")).isNotEmpty();
    }
    assertThat(data.resolve("samples.pending")).doesNotExist();
  }
}
