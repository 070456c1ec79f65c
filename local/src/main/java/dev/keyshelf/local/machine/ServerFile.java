package dev.keyshelf.local.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.file.PrivateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a running server leaves in its data folder for the other commands.
 *
 * @param environment how to reach its stores
 * @param clockOffset how far its domain's clock is ahead, ISO 8601
 */
public record ServerFile(int port, long pid, Map<String, String> environment, String clockOffset) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONNECT_MILLIS = 500;

  public ServerFile {
    environment = Map.copyOf(environment);
  }

  /** The running server's file, or null when none runs: a file alone may be a crash's leftover. */
  public static @Nullable ServerFile ofRunning(DataDirectory data) {
    ServerFile server = read(data.serverFile());
    return server != null && server.isAlive() ? server : null;
  }

  static @Nullable ServerFile read(Path file) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return JSON.readValue(Files.readString(file), ServerFile.class);
    } catch (IOException e) {
      return null;
    }
  }

  /** Readable by the owner only: it holds the stores' credentials. */
  void write(Path file) throws IOException {
    PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
  }

  /** Its domain's clock, as it was set when it started. */
  Duration offset() {
    return Duration.parse(clockOffset);
  }

  private boolean isAlive() {
    if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
