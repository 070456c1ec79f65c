package dev.keyshelf.local.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The development issuer's pages in a browser. The build looks at the form in English, light, and
 * in one more language, dark.
 */
@EnabledIfSystemProperty(
    named = "clients",
    matches = "true",
    disabledReason = "needs a browser; run mvn verify -Pclients")
final class SignInPageTest {
  /** Whether to look at each page in each language and mode, as the weekly proofs do. */
  private static final boolean WHOLE = Boolean.getBoolean("whole");

  @Test
  void anybodyCanUseThePagesInLightAndDarkMode() throws IOException {
    try (var machine = OneMachine.start(Settings.inMemory(Settings.defaultTemplate()));
        var browser = Browser.start()) {
      var redirect = URLEncoder.encode(machine.baseUrl() + "/signed-in", StandardCharsets.UTF_8);
      var request =
          machine.baseUrl()
              + "/issuer/authorize?client_id=keyshelf-console&response_type=code&scope=openid"
              + "&state=s&nonce=n&code_challenge_method=S256&code_challenge="
              + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri=";

      for (var tag : WHOLE ? List.of("zh-Hans", "zh-Hant", "ko", "ru") : List.of("ru")) {
        look(browser, request + redirect + "&ui_locales=" + tag, !WHOLE);
      }
      for (var dark : WHOLE ? List.of(false, true) : List.of(false)) {
        var form = look(browser, request + redirect, dark);
        assertThat(form.get("title").asText()).isEqualTo("Sign in to Keyshelf");
        assertThat(form.get("text").asText()).contains("Partner", "User name", "AdminAgent");
        var refused = look(browser, request + "https%3A%2F%2Fevil.example", dark);
        assertThat(refused.get("heading").asText()).isEqualTo("This sign-in cannot be trusted");
      }
    }
  }

  private static JsonNode look(Browser browser, String url, boolean dark) throws IOException {
    var seen =
        browser.does(
            Browser.command("look").put("url", url).put("locale", "en-GB").put("dark", dark));
    assertThat(seen.get("violations")).as(seen.toString()).isEmpty();
    assertThat(seen.get("blocked")).isEmpty();
    assertThat(seen.get("mains").asInt()).isEqualTo(1);
    assertThat(seen.get("scripts").asInt()).isZero();
    return seen;
  }
}
