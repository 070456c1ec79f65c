package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmazonFirstTest {
  private static final X509Certificate[] CHAIN = {};

  private final List<String> asked = new ArrayList<>();

  /** Says in {@link #asked} when it is made and when it is asked. */
  private final class Judge extends X509ExtendedTrustManager {
    private final String name;
    private final boolean trusts;

    Judge(String name, boolean trusts) {
      this.name = name;
      this.trusts = trusts;
      asked.add("read " + name);
    }

    private void judge() throws CertificateException {
      asked.add(name);
      if (!trusts) {
        throw new CertificateException("refused by " + name);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      judge();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      judge();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      judge();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      judge();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      judge();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      judge();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return CHAIN;
    }
  }

  private AmazonFirst manager(boolean byAmazon, boolean byMachine) {
    return new AmazonFirst(
        () -> new Judge("amazon", byAmazon), () -> new Judge("machine", byMachine));
  }

  @Test
  void readsTheMachinesListOnlyIfAmazonDoesNotVouchForAServer() throws CertificateException {
    var manager = manager(true, true);
    assertThat(asked).isEmpty();

    manager.checkServerTrusted(CHAIN, "ECDHE_RSA", new Socket());

    assertThat(asked).containsExactly("read amazon", "amazon");
  }

  @Test
  void trustsWhomOnlyTheMachineTrusts() {
    assertThatCode(() -> manager(false, true).checkServerTrusted(CHAIN, "RSA", new Socket()))
        .doesNotThrowAnyException();
    assertThat(asked).containsExactly("read amazon", "amazon", "read machine", "machine");
  }

  @Test
  void refusesWhomNobodyTrusts() throws Exception {
    var manager = manager(false, false);
    var engine = SSLContext.getDefault().createSSLEngine();

    assertThatThrownBy(() -> manager.checkServerTrusted(CHAIN, "RSA", new Socket()))
        .isInstanceOf(CertificateException.class)
        .hasMessage("refused by machine");
    assertThatThrownBy(() -> manager.checkServerTrusted(CHAIN, "RSA", engine))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> manager.checkServerTrusted(CHAIN, "RSA"))
        .isInstanceOf(CertificateException.class);
  }

  /** The file adds no trust: it is a part of what the JDK trusts anyway. */
  @Test
  void containsOnlyAuthoritiesThatTheJdkTrusts() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    var ofTheJdk = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    var ours = AmazonFirst.roots().stream().map(X509Certificate.class::cast).toList();

    assertThat(Arrays.asList(ofTheJdk)).containsAll(ours);
    assertThat(ours)
        .extracting(each -> each.getSubjectX500Principal().getName())
        .hasSize(5)
        .allMatch(name -> name.contains("Amazon") || name.contains("Starfield Services"));
  }

  @Test
  void refusesACertificateOfNoKnownAuthority(@TempDir Path folder) throws Exception {
    var file = folder.resolve("own.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "own", "-dname")
            .redirectErrorStream(true);
    made.command().addAll(List.of("CN=dynamodb.us-east-1.amazonaws.com", "-storepass", "password"));
    made.command().addAll(List.of("-keystore", file.toString()));
    assertThat(made.start().waitFor()).isZero();
    var chain = KeyStore.getInstance(file.toFile(), "password".toCharArray());
    var own = new X509Certificate[] {(X509Certificate) chain.getCertificate("own")};

    assertThatThrownBy(() -> AmazonFirst.manager().checkServerTrusted(own, "UNKNOWN", new Socket()))
        .isInstanceOf(CertificateException.class);
  }
}
