package dev.keyshelf.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom the machine trusts, but looks at Amazon's authorities first. AWS's services have
 * certificates of these, and reading the machine's whole list of some 140 takes a tenth of a cold
 * start. The list is read only if Amazon's authorities do not vouch for a server.
 */
final class AmazonFirst extends X509ExtendedTrustManager {
  private final Lazy<X509ExtendedTrustManager> amazon;
  private final Lazy<X509ExtendedTrustManager> machine;

  /** Creates a manager that asks the second one for what the first one refuses. */
  AmazonFirst(
      Supplier<X509ExtendedTrustManager> amazon, Supplier<X509ExtendedTrustManager> machine) {
    this.amazon = new Lazy<>(amazon);
    this.machine = new Lazy<>(machine);
  }

  /** Returns a manager that reads certificates when the first server shows its own. */
  static AmazonFirst manager() {
    return new AmazonFirst(() -> trusting(amazonStore()), () -> trusting(null));
  }

  /**
   * Returns the certificates of Amazon's authorities, of which each service has one
   * (https://www.amazontrust.com/repository/). The JDK trusts all of them.
   */
  static Collection<? extends Certificate> roots() {
    try (var file = AmazonFirst.class.getResourceAsStream("amazon-roots.pem")) {
      if (file == null) {
        throw new IllegalStateException("amazon-roots.pem is missing");
      }
      return CertificateFactory.getInstance("X.509").generateCertificates(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore amazonStore() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var root : roots()) {
        store.setCertificateEntry("root" + store.size(), root);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the JDK's manager for these authorities, or for the machine's if there are none. */
  private static X509ExtendedTrustManager trusting(@Nullable KeyStore authorities) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void check(Check check) throws CertificateException {
    try {
      check.by(amazon.get());
    } catch (CertificateException _) {
      check.by(machine.get());
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    machine.get().checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    machine.get().checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    machine.get().checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return machine.get().getAcceptedIssuers();
  }
}
