package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.api.Client;
import dev.keyshelf.local.contract.EventSchemas;
import dev.keyshelf.local.imports.DropFolder;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./keyshelf listen} prints while a server runs, stops and runs again. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class ListenCommandTest {
  private static final String CREATED = "dev.keyshelf.customer.created.v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private OneMachine machine;

  @BeforeEach
  void serve() {
    machine = started();
    machine
        .importer()
        .importPath(
            DropFolder.with(
                "imports/partners/partners.yaml",
                "partners: [{id: partner-a, name: A, suspended: false, eligiblePrograms: []}]\n"));
  }

  @AfterEach
  void stop() {
    http.close();
    machine.close();
  }

  private OneMachine started() {
    return OneMachine.start(
        Settings.inMemory(Settings.defaultTemplate())
            .withData(folder)
            .withPort(0)
            .withoutSamples()
            .withStreams()
            .withClockOffset(Beginning.offset()));
  }

  /** Creates a customer. Returns its id. */
  private String customer() {
    var guid = UUID.randomUUID();
    var agent =
        new Client(http, machine.baseUrl(), machine.tokenFor("partner-a", "ada", "AdminAgent"));
    return agent
        .post(
            "/v1/customers",
            """
            {"companyName": "Customer", "tenantId": "%s", "domain": "c%s.example", "market": "US"}
            """
                .formatted(guid, guid))
        .expect(201)
        .at("/customerId");
  }

  private Listening listening(String... options) {
    var usual = Stream.of("--data", folder.toString(), "--partner", "partner-a");
    return Listening.with(Stream.concat(usual, Stream.of(options)).toArray(String[]::new));
  }

  private static JsonNode next(Listening listening) throws Exception {
    var event = JSON.readTree(listening.next());
    assertThat(new EventSchemas().faults(event)).isEmpty();
    return event;
  }

  private static String nextCustomer(Listening listening) throws Exception {
    return next(listening).at("/data/customerId").asText();
  }

  @Test
  void printsAllEventsFromTheBeginningInTheirOrder() throws Exception {
    var first = customer();
    var second = customer();

    try (var listening = listening("--after", "0", "--types", CREATED)) {
      assertThat(nextCustomer(listening)).isEqualTo(first);
      assertThat(nextCustomer(listening)).isEqualTo(second);
      assertThat(nextAfterCreating(listening)).isTrue();
      assertThat(listening.saidNoMore()).isTrue();
    }
  }

  private boolean nextAfterCreating(Listening listening) throws Exception {
    var created = customer();
    return nextCustomer(listening).equals(created);
  }

  @Test
  void beginsAtTheEndIfNoNumberIsGiven() throws Exception {
    var before = customer();
    try (var all = listening("--after", "0", "--types", "dev.keyshelf.customer.*")) {
      assertThat(nextCustomer(all)).isEqualTo(before);
    }

    try (var listening = listening("--types", CREATED)) {
      assertThat(listening.said()).startsWith("keyshelf: listening after event ");
      assertThat(nextAfterCreating(listening)).isTrue();
      assertThat(listening.saidNoMore()).isTrue();
    }
  }

  @Test
  void goesOnAfterARestartOfTheServerAndMissesNothing() throws Exception {
    var first = customer();
    try (var listening = listening("--after", "0", "--types", CREATED)) {
      assertThat(nextCustomer(listening)).isEqualTo(first);
      var unread = customer();
      machine.close();
      machine = started();
      var last = customer();

      assertThat(Stream.of(nextCustomer(listening), nextCustomer(listening)))
          .containsExactly(unread, last);
      assertThat(listening.said()).contains("waiting to go on after event ");
      assertThat(listening.said()).contains("the server answers again");
      assertThat(listening.saidNoMore()).isTrue();
    }
  }

  @Test
  void readsAnotherServerWithItsTokenAndLeavesTheDataFolderAlone() throws Exception {
    var created = customer();
    var token = machine.tokenFor("partner-a", "erp", "AccountAdmin");
    var server = machine.baseUrl().toString();

    try (var listening =
        Listening.with("--server", server, "--token", token, "--after", "0", "--types", CREATED)) {
      assertThat(nextCustomer(listening)).isEqualTo(created);
    }
  }

  @Test
  void readsTheServerOfTheDataFolderWithAToken() throws Exception {
    var created = customer();
    var token = machine.tokenFor("partner-a", "erp", "ReferralAdmin");
    var data = folder.toString();

    try (var listening =
        Listening.with("--data", data, "--token", token, "--after", "0", "--types", CREATED)) {
      assertThat(nextCustomer(listening)).isEqualTo(created);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--partner partner-x, no partner partner-x; choose one of: partner-a",
    "--partner partner-a --types order, types",
    "--partner partner-a --after 900000, after",
    "--partner partner-a --role AdminAgent, role-required",
    "--partner partner-a --role Admin, no role Admin; choose one of",
    "--partner a_b, a partner's id must be",
    "--token wrong, does not accept the token",
    "--token wrong --partner partner-a, cannot be combined",
    "--token wrong --server here, must be an address such as",
    "--token wrong --server http://localhost:1, http://localhost:1 does not answer"
  })
  void refusesWithOneLineAndExitCodeTwo(String options, String why) throws Exception {
    var all = Stream.concat(Stream.of("--data", folder.toString()), Stream.of(options.split(" ")));

    try (var listening = Listening.with(all.toArray(String[]::new))) {
      assertThat(listening.ended()).isEqualTo(2);
      assertThat(listening.said()).startsWith("keyshelf: ").contains(why);
      assertThat(listening.saidNoMore()).isTrue();
    }
  }

  @Test
  void saysThatNoServerRuns() throws Exception {
    machine.close();

    try (var listening = listening()) {
      assertThat(listening.ended()).isEqualTo(2);
      assertThat(listening.said()).contains("no server runs on this data folder");
      assertThat(listening.saidNoMore()).isTrue();
    }
  }
}
