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
import java.util.Optional;

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

  /** Gives the running server's file: a file alone may be a crash's leftover. */
  public static Optional<ServerFile> ofRunning(DataDirectory data) {
    return read(data.serverFile()).filter(ServerFile::isAlive);
  }

  static Optional<ServerFile> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), ServerFile.class));
    } catch (IOException _) {
      return Optional.empty();
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
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
