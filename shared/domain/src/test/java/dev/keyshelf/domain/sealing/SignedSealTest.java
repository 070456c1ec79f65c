package dev.keyshelf.domain.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.identity.PartnerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedSealTest {
  /** RFC 8032, section 7.1, test 1: secret and public key. */
  private static final String SECRET =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final SealKey KEY = SealKey.of(HexFormat.of().parseHex(SECRET));
  private static final Trace TRACE =
      new Trace("2026-11-20T09:10:00.000Z#01M7W2Y7M0PV25GRW7BRT4GZ53", "ab".repeat(32));
  private static final Seal SEAL =
      new Seal(
          new PartnerId("partner-a"),
          NINE,
          Optional.of(new Seal.Link(NINE.minus(Seal.HOUR.multipliedBy(2)), "cd".repeat(32))),
          List.of(TRACE),
          List.of());

  private static String text() {
    return new String(SignedSeal.of(SEAL, KEY).bytes(), StandardCharsets.UTF_8);
  }

  private static Optional<SignedSeal> parsed(String text) {
    return SignedSeal.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void derivesThePublicKeyOfTheStandard() {
    assertThat(
            java.util.Base64.getMimeDecoder()
                .decode(KEY.verifying().pem().replaceAll("-----.*-----", "")))
        .endsWith(HexFormat.of().parseHex(PUBLIC));
  }

  @Test
  void signsTheSameSealWithTheSameBytes() {
    assertThat(SignedSeal.of(SEAL, KEY).bytes()).isEqualTo(SignedSeal.of(SEAL, KEY).bytes());
  }

  @Test
  void readsWhatItWrote() {
    var read = parsed(text()).orElseThrow();

    assertThat(read.seal()).isEqualTo(SEAL);
    assertThat(read.isSignedWith(KEY.verifying())).isTrue();
    assertThat(read.isSignedWith(SealKey.of(new byte[32]).verifying())).isFalse();
  }

  @Test
  void saysWhatItCovers() {
    assertThat(text()).contains("covers 2026-11-20T08:00:00.000Z 2026-11-20T10:00:00.000Z\n");
  }

  @ParameterizedTest
  @CsvSource({
    "records 1, records 2",
    "records 1, records 01",
    "late 0, late 1",
    "partner partner-a, partner partner a",
    "keyshelf-seal 1, keyshelf-seal 2",
    "09:10:00, 09:10:01",
    "hour 2026-11-20T09:00, hour 2026-11-20T09:30",
    "covers 2026-11-20T08, covers 2026-11-20T07",
    "abab, ABAB"
  })
  void isNotParsedFromAnAlteredText(String written, String altered) {
    assertThat(parsed(text().replaceFirst(written, altered))).isEmpty();
  }

  @Test
  void isNotParsedFromAPartOfASeal() {
    for (int length = 0; length < text().length(); length++) {
      assertThat(parsed(text().substring(0, length))).as("the first %s", length).isEmpty();
    }
    assertThat(parsed(text() + "\n")).isEmpty();
  }

  @Test
  void refusesAnInstantThatIsNotAFullHour() {
    assertThatThrownBy(
            () ->
                new Seal(
                    SEAL.partner(), NINE.plusSeconds(1), Optional.empty(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
