package dev.keyshelf.testkit.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A TLS server in front of the embedded table store, for processes that must load the classes of
 * TLS, as functions on AWS do. Its certificate is its own.
 */
public final class TlsFront implements AutoCloseable {
  private static final String STORE = "AWS_ENDPOINT_URL_DYNAMODB";
  private static final String PASSWORD = "password";

  private final URI behind;
  private final Path certificate;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts the server.
   *
   * @param environment the variables that name the store
   * @param folder the folder that gets the certificate
   */
  public TlsFront(Map<String, String> environment, Path folder) {
    var store = environment.get(STORE);
    if (store == null) {
      throw new IllegalArgumentException("no " + STORE);
    }
    this.behind = URI.create(store);
    this.certificate = folder.resolve("front.p12");
    try {
      server = tls().getServerSocketFactory().createServerSocket(0, 0, loopback());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::serve);
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** Returns a launch whose process speaks TLS to the store, and trusts the certificate. */
  public Launch before(Launch launch) {
    return launch.with(
        List.of(
            "-Djavax.net.ssl.trustStore=" + certificate,
            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD),
        Map.of(STORE, "https://127.0.0.1:" + server.getLocalPort()));
  }

  private SSLContext tls() {
    try {
      if (!Files.exists(certificate)) {
        makeCertificate();
      }
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      var password = PASSWORD.toCharArray();
      keys.init(KeyStore.getInstance(certificate.toFile(), password), password);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void makeCertificate() throws IOException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                keytool, "-genkeypair", "-keyalg", "RSA", "-alias", "front", "-dname", "CN=front")
            .redirectErrorStream(true);
    process
        .command()
        .addAll(List.of("-ext", "san=ip:127.0.0.1", "-storepass", PASSWORD, "-keystore"));
    process.command().add(certificate.toString());
    try {
      var made = process.start();
      if (made.waitFor() != 0) {
        throw new IOException(
            "keytool: " + new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        var store = new Socket(behind.getHost(), behind.getPort());
        threads.execute(() -> pass(client, store));
        threads.execute(() -> pass(store, client));
      } catch (IOException _) {
        // The server was closed, or the store does not answer: the client notices.
      }
    }
  }

  /** Passes bytes on until one of both ends. */
  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // The other end is closed, too.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
