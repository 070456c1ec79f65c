package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Imports and downloads a file that is far larger than the server's memory. */
@EnabledIfSystemProperty(
    named = "clients",
    matches = "true",
    disabledReason = "takes long; run by mvn verify -Pclients")
@Order(4) // The longest classes begin first, so that none of them runs alone at the end.
class LargeFileTest {
  /** The weekly proofs take a file of 1 GiB. */
  private static final long SIZE = Boolean.getBoolean("whole") ? 1L << 30 : 256L << 20;

  private static final Offered DISC = new Offered("DISC", "disc.iso", SIZE, true);

  /** The whole cloud has less than half of the file's size as memory. */
  private static final List<String> LITTLE_MEMORY =
      List.of("-Xmx96m", "-XX:MaxDirectMemorySize=16m", "-XX:+ExitOnOutOfMemoryError");

  private static final Pattern ADDRESS = Pattern.compile("answers at (http://localhost:\\d+)");
  private static final long PATIENCE_SECONDS = 600;

  @Test
  void isImportedAndDownloadedInLittleMemory(@TempDir Path folder) throws Exception {
    var imports = Offered.write(Files.createDirectories(folder.resolve("imports")), DISC);
    var data = folder.resolve("data").toString();
    var server = keyshelf(folder, "serve", "--port", "0", "--data", data);
    try {
      var base = URI.create(address(server, folder.resolve("serve.log")));
      run(folder, "import", imports.toString(), "--data", data);
      var token =
          run(
              folder,
              "token",
              "--partner",
              "partner-a",
              "--user",
              "ada",
              "--role",
              "AdminAgent",
              "--data",
              data);
      try (var seller = new Seller(base, token::strip)) {
        var link = seller.link(DISC.type());

        assertThat(sha256(folder, link)).isEqualTo(DISC.sha256());
        assertThat(seller.left(link)).isEqualTo(49);
      }
      assertThat(server.isAlive()).as(Files.readString(folder.resolve("serve.log"))).isTrue();
    } finally {
      server.destroy();
      server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Starts a command of the command line in its own process, which writes to a log. */
  private static Process keyshelf(Path folder, String... arguments) throws IOException {
    var command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(LITTLE_MEMORY);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dkeyshelf.root=" + System.getProperty("keyshelf.root"),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.keyshelf.local.Keyshelf"));
    command.addAll(List.of(arguments));
    var name = arguments[0];
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    // The process must use only the stores in the data folder, not those of the environment.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
    return builder.start();
  }

  private static String run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var process = keyshelf(folder, arguments);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the command ends").isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve(arguments[0] + ".err"), StandardCharsets.UTF_8))
        .isZero();
    return Files.readString(folder.resolve(arguments[0] + ".log"));
  }

  private static String address(Process server, Path log) throws Exception {
    for (long i = 0; i < PATIENCE_SECONDS * 10 && server.isAlive(); i++) {
      var found = ADDRESS.matcher(Files.readString(log));
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(100);
    }
    throw new IOException("the server did not start: " + Files.readString(log));
  }

  private static String sha256(Path folder, URI link) throws IOException, InterruptedException {
    var fetch =
        new ProcessBuilder(
            "curl", "-fsSL", "-H", "Accept: application/octet-stream", link.toString());
    var sum = Offered.sum().redirectOutput(folder.resolve("sum").toFile());
    for (var process : ProcessBuilder.startPipeline(List.of(fetch, sum))) {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("curl ends").isTrue();
      assertThat(process.exitValue()).isZero();
    }
    return Files.readString(folder.resolve("sum")).split(" ", 2)[0];
  }
}
