package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.key.KeyMask;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnCloud
class KeyMaskTest {
  private static final String GUID = "2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10";
  private static final String LICENCE = "<licence to=\"us\">\n  4711\n</licence>";
  private static final List<String> KNOWN =
      List.of(
          GUID,
          "AB12-CD34-EF56-GH78",
          "SHORT-AB12C",
          "XXXXX-00001-AB12C-DE34F-GH56I",
          "XXXXX-00001-AB12C-DE34F-GH56I-KL78M",
          "small-00001-ab12c",
          "Tk01AB12CDE34FGH56IKL78Mn",
          "TOKEN0000011",
          "tok~en+47=11",
          LICENCE);

  private final Wiring ports;

  KeyMaskTest(CloudFixture cloud) {
    this.ports = OnDynamo.of(cloud);
  }

  @BeforeEach
  void supply() {
    var batch = Situations.aBatch(POOL, "b-1", KeyForm.FREE);
    assertThat(new Steps(ports).imported(batch, KNOWN).added()).isEqualTo(KNOWN.size());
  }

  private String masked(String text) {
    return ports.keyMask().masked(text);
  }

  @ParameterizedTest
  @CsvSource({
    GUID + ", *****f7f10",
    "{2F7F3C1E-52A5-4E0E-9C9C-2B8A0F5F7F10}, {*****F7F10}",
    "2f7f3c1e52a54e0e9c9c2b8a0f5f7f10, *****f7f10",
    "key AB12-CD34-EF56-GH78 is out, key *****6GH78 is out",
    "ab12-cd34-ef56-gh78., *****6gh78.",
    "AB12CD34EF56GH78, *****6GH78",
    "SHORT-AB12C SHORT-AB12C, *****AB12C *****AB12C",
    "XXXXX00001AB12CDE34FGH56I, *****GH56I",
    "XXXXX-00001-AB12C-DE34F-GH56I-KL78M, *****KL78M",
    "SMALL-00001-ab12c, *****ab12c",
    "Tk01AB12CDE34FGH56IKL78Mn, *****L78Mn",
    "'token TOKEN0000011, of May', 'token *****00011, of May'",
    "tok~en+47=11, *****47=11"
  })
  void leavesTheLastFiveCharactersOfAKeyOfTheStore(String text, String kept) {
    assertThat(masked(text)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PO INV24-00123",
        "WIN19-STD16",
        "seven-month-terms",
        "tenant 9b2d6a40-0c1f-4d8e-8a77-64f0e21c3b95",
        "AB12-CD34-EF56-GH79",
        "AB12-CD34-EF56-GH78-JK90",
        "xAB12-CD34-EF56-GH78",
        "XXXXX-00001-AB12C",
        "card 4111-1111-1111-1111",
        "responsibilities, ABCDEFGHJK1234567890AB12C"
      })
  void leavesOtherTextsUnchanged(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void knowsALicenceOfSeveralWordsOnlyAsAWholeText() {
    assertThat(masked(" " + LICENCE + "\n")).isEqualTo("*****");
    assertThat(masked("it is " + LICENCE)).isEqualTo("it is " + LICENCE);
  }

  @Test
  void looksUpTwentyCandidatesOfATextAndNoMore() {
    var others =
        IntStream.range(0, KeyMask.MOST - 1)
            .mapToObj(number -> String.format(Locale.ROOT, "ORDER-%05d ORDER-%<05d", number))
            .collect(Collectors.joining(" "));

    assertThat(masked(others + " " + GUID)).isEqualTo(others + " *****f7f10");
    assertThat(masked(others + " ORDER-99999 " + GUID)).endsWith(GUID);
  }

  @Test
  void needsNoVaultForATextWithoutCandidates() {
    var mask =
        new KeyMask(
            () -> {
              throw new AssertionError("a client of the key service was made");
            },
            _ -> {
              throw new AssertionError("keys were looked up");
            });

    assertThat(mask.masked("The customer wanted 2 licences.")).endsWith("licences.");
  }
}
