package dev.keyshelf.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.catalog.KeyForm;
import dev.keyshelf.domain.key.ImportKeys;
import dev.keyshelf.domain.key.ImportKeys.BatchLine;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Situations;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysWithoutHyphensTest {
  private static final Events LOOK_UP = Events.of("look-up-key");
  private static final Events REVEAL = Events.of("reveal-keys");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private void sell(String one, String other) {
    fixture.partnerIs(false);
    fixture.customerIsIn("US");
    var report =
        new ImportKeys(fixture.ports().keyBatches(), fixture.ports().keyVault())
            .add(
                Situations.aBatch(Story.POOL, "batch", KeyForm.FREE),
                List.of(new BatchLine(2, one), new BatchLine(3, other)));
    assertThat(report.added()).isEqualTo(2);
    fixture.bought(Story.subscription());
    assertThat(fixture.send(RevealKeysHandler::new, REVEAL).status()).isEqualTo(200);
  }

  private List<String> found(String key) {
    var body = "{\"key\": \"%s\"}".formatted(key);
    var reply = fixture.send(LookUpKeyHandler::new, LOOK_UP.withBody(body));
    return reply.json().get("items").findValuesAsText("lastFive");
  }

  @ParameterizedTest
  @CsvSource({
    "AB12C-DE34F, ab12cde34f",
    "AB12C-DE34F-GH56I, AB12CDE34FGH56I",
    "AB12C-DE34F-GH56I-KL78M, ab12cde34fgh56ikl78m",
    "AB12C-DE34F-GH56I-KL78M-NP90Q-RS12T-UV34W-XY56Z, AB12CDE34FGH56IKL78MNP90QRS12TUV34WXY56Z",
    "AB12-CD34-EF56, AB12CD34EF56",
    "AB12-CD34-EF56-GH78, ab12cd34ef56gh78",
    "AB12-CD34-EF56-GH78-JK90, AB12CD34EF56GH78JK90",
    "AB12-CD34-EF56-AB78-CD90-EF12-AB34-CD56, AB12CD34EF56AB78CD90EF12AB34CD56",
    "2f7f3c1e-52a5-4e0e-9c9c-2b8a0f5f7f10, 2F7F3C1E52A54E0E9C9C2B8A0F5F7F10"
  })
  void findsAKeyOfAnyFormWithoutItsHyphens(String key, String typed) {
    sell(key, "other-000000-A");

    assertThat(found(typed)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"Tk01AB12CDE34FGH", "Tk01AB12CDE34FGH56IKL78Mn", "2F7F3C1E52A54E0E9C9C2B8A0F5F7F1A"})
  void findsATokenOfTheLengthOfAKeyWithoutHyphens(String token) {
    sell(token, "other-000000-A");

    assertThat(found(token)).containsExactly(token.substring(token.length() - 5));
  }

  @Test
  void findsBothKeysThatATextCanStandFor() {
    sell("AB12C-DE34F-GH56I-KL78M", "AB12CDE34FGH56IKL78M");

    assertThat(found("AB12CDE34FGH56IKL78M")).hasSize(2);
  }
}
