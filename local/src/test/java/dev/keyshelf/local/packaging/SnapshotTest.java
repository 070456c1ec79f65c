package dev.keyshelf.local.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.testkit.lambda.Launch;
import dev.keyshelf.testkit.lambda.Sandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what a packaged function does before Lambda takes its snapshot. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class SnapshotTest extends Packaged {
  @TempDir private Path folder;

  /** The store's requests from a function that was not invoked yet. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @Test
  void readsOnceFromItsStoreBeforeItsSnapshotIsTaken() throws Exception {
    assumeTrue(Sandbox.runsHere(), "the runtime interface client runs on Linux only");
    var function =
        TEMPLATE.functions().stream()
            .filter(each -> each.name().equals("PlaceOrder"))
            .findFirst()
            .orElseThrow();
    var store = store();
    try (var sandbox =
        new Sandbox(
            function,
            ZIPS.unzip(folder).get(function.codeUri()),
            environment(store),
            folder,
            Launch.FOR_A_SNAPSHOT)) {
      sandbox.snapshotAndRestore();

      assertThat(asked).containsExactly("DynamoDB_20120810.GetItem");
    } finally {
      store.stop(0);
    }
  }

  private Map<String, String> environment(HttpServer store) {
    return Map.of(
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        "test",
        "AWS_SECRET_ACCESS_KEY",
        "test",
        "AWS_ENDPOINT_URL_DYNAMODB",
        "http://127.0.0.1:" + store.getAddress().getPort(),
        "KEYSHELF_KEY_FILE",
        folder.resolve("vault.key").toString());
  }

  private HttpServer store() throws Exception {
    var store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
          var nothing = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, nothing.length);
          exchange.getResponseBody().write(nothing);
          exchange.close();
        });
    store.start();
    return store;
  }
}
