package dev.keyshelf.http.jwt;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads an issuer's documents by HTTPS, and by HTTP from this machine. It follows no redirects, so
 * that the documents are those of the named hosts.
 */
public final class IssuerWeb implements FetchedKeys.Web {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MOST_BYTES = 512 * 1024;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public String read(URI address) throws IOException {
    if (!"https".equals(address.getScheme()) && !isOnThisMachine(address)) {
      throw new IOException("%s is no https address".formatted(address));
    }
    if (!(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("%s is no https address".formatted(address));
    }
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "application/json");
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("%s answers %s".formatted(address, connection.getResponseCode()));
      }
      try (var body = connection.getInputStream()) {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new IOException("%s has more than %s bytes".formatted(address, MOST_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static boolean isOnThisMachine(URI address) {
    return "http".equals(address.getScheme())
        && address.getHost() != null
        && THIS_MACHINE.contains(address.getHost());
  }
}
