package dev.keyshelf.webhooks.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of receivers in tests, made once with the JDK's keytool. */
@SuppressWarnings("ImmutableEnumChecker") // The options are copied and private.
enum Certificates {
  /** Of the host in the tests, by an authority that the tests trust. */
  GOOD("-signer", "authority", "-ext", "san=dns:" + Certificates.HOST),
  /** Of another host, by the same authority. */
  OTHER_NAME("-signer", "authority", "-ext", "san=dns:evil.example.com"),
  /** Of the host, by the same authority, but a year ago. */
  EXPIRED(
      "-signer",
      "authority",
      "-ext",
      "san=dns:" + Certificates.HOST,
      "-startdate",
      "-365d",
      "-validity",
      "30"),
  /** Of the host, by the same authority, but not for servers. */
  OTHER_PURPOSE(
      "-signer", "authority", "-ext", "san=dns:" + Certificates.HOST, "-ext", "eku=clientAuth"),
  /** Of the host, by the owner of a certificate, who is no authority. */
  BY_AN_OWNER("-signer", "OTHER_NAME", "-ext", "san=dns:" + Certificates.HOST),
  /** Of the host, by nobody. */
  SELF_SIGNED("-ext", "san=dns:" + Certificates.HOST);

  static final String HOST = "hooks.example.com";

  private static final char[] PASSWORD = "password".toCharArray();
  private static final KeyStore ALL = made();

  private final List<String> options;

  Certificates(String... options) {
    this.options = List.of(options);
  }

  /** Returns TLS of a receiver with this certificate. */
  SSLContext served() {
    try {
      var own = empty();
      own.setKeyEntry(
          name(), ALL.getKey(name(), PASSWORD), PASSWORD, ALL.getCertificateChain(name()));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the options of a JVM that trusts the authority. The folder keeps its certificate. */
  static List<String> trustedBy(Path folder) {
    var file = folder.resolve("authorities.p12");
    try (var out = Files.newOutputStream(file)) {
      authorities().store(out, PASSWORD);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return List.of(
        "-Djavax.net.ssl.trustStore=" + file,
        "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD));
  }

  /** Returns TLS of a sender that trusts the authority. */
  static SSLSocketFactory trusted() {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities());
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore authorities() throws GeneralSecurityException, IOException {
    var authorities = empty();
    authorities.setCertificateEntry("authority", ALL.getCertificate("authority"));
    return authorities;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    return store;
  }

  private static KeyStore made() {
    try {
      var folder = Files.createTempDirectory("certificates");
      var file = folder.resolve("all.p12");
      keytool(file, "authority", "authority", List.of("-ext", "bc:c"));
      for (var each : values()) {
        keytool(file, each.name(), HOST, each.options);
      }
      var all = KeyStore.getInstance(file.toFile(), PASSWORD);
      Files.delete(file);
      Files.delete(folder);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file, String alias, String commonName, List<String> options)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
    command.addAll(List.of("-alias", alias, "-dname", "CN=" + commonName));
    command.addAll(options);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var said = process.inputReader()) {
      var text = said.lines().toList();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
