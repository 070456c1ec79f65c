package dev.keyshelf.http.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchedKeysTest {
  private static final String ISSUER = "https://login.example/t/";
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final List<String> read = new ArrayList<>();
  private String keyId = "one";
  private boolean answers = true;
  private String named = ISSUER;

  private final FetchedKeys keys =
      new FetchedKeys(
          ISSUER,
          address -> {
            read.add(address.toString());
            if (!answers) {
              throw new IOException("no answer");
            }
            return address.getPath().endsWith("openid-configuration")
                ? "{\"issuer\":\"%s\",\"jwks_uri\":\"https://keys.example/k\"}".formatted(named)
                : Issuing.keys(keyId);
          });

  private boolean knows(String id, Duration after) throws IOException {
    return keys.find(id, SignatureAlgorithm.RS256, NOON.plus(after)).isPresent();
  }

  @Test
  void readsTheDiscoveryDocumentOnceForManyTokens() throws IOException {
    assertThat(knows("one", Duration.ZERO)).isTrue();
    assertThat(knows("one", Duration.ofMinutes(4))).isTrue();

    assertThat(read)
        .containsExactly(
            "https://login.example/t/.well-known/openid-configuration", "https://keys.example/k");
  }

  @Test
  void findsAKeyThatTheIssuerAddedMeanwhile() throws IOException {
    knows("one", Duration.ZERO);
    keyId = "two";

    assertThat(knows("two", Duration.ofSeconds(60))).isTrue();
    assertThat(knows("one", Duration.ofSeconds(61))).isFalse();
  }

  @Test
  void callsTheIssuerAtMostOnceAMinuteForUnknownIds() throws IOException {
    knows("one", Duration.ZERO);
    for (int second = 1; second <= 120; second++) {
      assertThat(knows("invented-" + second, Duration.ofSeconds(second))).isFalse();
    }

    assertThat(read).hasSize(2 * 3);
  }

  @Test
  void usesTheKeysOfTheLastHourWhileTheIssuerDoesNotAnswer() throws IOException {
    knows("one", Duration.ZERO);
    answers = false;

    assertThat(knows("one", Duration.ofMinutes(59))).isTrue();
    assertThatThrownBy(() -> knows("one", Duration.ofMinutes(60))).isInstanceOf(IOException.class);
  }

  @Test
  void leavesAnIssuerThatDoesNotAnswerAloneForSomeSeconds() {
    answers = false;
    for (int second = 0; second < 5; second++) {
      var after = Duration.ofSeconds(second);
      assertThatThrownBy(() -> knows("one", after)).isInstanceOf(IOException.class);
    }

    assertThat(read).hasSize(1);
  }

  @Test
  void believesNoDocumentThatNamesAnotherIssuer() {
    named = "https://login.example/t";

    assertThatThrownBy(() -> knows("one", Duration.ZERO)).hasMessageContaining("another issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://login.example/k", "file:///etc/passwd", "ftp://localhost/k", "k"})
  void readsNothingButHttps(String address) {
    assertThatThrownBy(() -> new IssuerWeb().read(URI.create(address)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no https address");
  }
}
