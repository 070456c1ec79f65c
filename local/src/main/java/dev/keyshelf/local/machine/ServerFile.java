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
 * The file that a running server writes to its data folder for the other commands.
 *
 * @param environment the variables with which its stores are reached
 * @param clockOffset how far its domain's clock is ahead, as an ISO 8601 duration
 */
public record ServerFile(int port, long pid, Map<String, String> environment, String clockOffset) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONNECT_MILLIS = 500;

  public ServerFile {
    environment = Map.copyOf(environment);
  }

  /** Returns the file of a running server; empty if the file was left over by a crash. */
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

  /** Writes the file for its owner only, since it holds the credentials of embedded stores. */
  void write(Path file) throws IOException {
    PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
  }

  /** Returns the offset of the server's domain clock at its start. */
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
