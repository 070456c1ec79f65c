package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** X-Ray is on by a parameter. While it is off, it adds nothing to a stack. */
final class TracingTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);

  /**
   * For {@code Disabled}, the SAM translator writes no tracing configuration and attaches no policy
   * of X-Ray. For each other word, and for a condition, it attaches the policy to every role.
   */
  @Test
  void isDisabledUnlessTheOperatorActivatesIt() {
    var parameter = WRITTEN.root().at("/Parameters/Tracing");

    assertThat(parameter.path("Default").asText()).isEqualTo("Disabled");
    assertThat(parameter.path("AllowedValues"))
        .extracting(JsonNode::asText)
        .containsExactly("Disabled", "Active");
    assertThat(WRITTEN.root().at("/Globals/Function/Tracing"))
        .hasToString("{\"!Ref\":\"Tracing\"}");
  }

  @Test
  void isTheSameForAllFunctions() {
    assertThat(Template.read(FILE).functions())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              var properties = WRITTEN.properties(function.logicalId());
              assertThat(properties.has("Tracing")).as(function.name()).isFalse();
              assertThat(properties.has("TracingConfig")).as(function.name()).isFalse();
              assertThat(WRITTEN.services(function.logicalId())).doesNotContain("xray");
            });
  }

  @Test
  void needsNoLibrary() throws IOException {
    assertThat(Files.readString(FILE.resolveSibling("pom.xml")).toLowerCase(Locale.ROOT))
        .doesNotContain("xray", "x-ray", "opentelemetry");
  }
}
