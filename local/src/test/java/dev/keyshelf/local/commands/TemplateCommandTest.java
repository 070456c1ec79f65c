package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandTest {
  private static final Path WRITTEN = Settings.defaultTemplate();

  @TempDir private Path folder = Path.of("");

  private Path byFunction() throws IOException {
    return Files.writeString(
        folder.resolve("template.yaml"), TemplateCommand.byFunction(Files.readString(WRITTEN)));
  }

  @Test
  void asksTheFunctionForEachKindOfToken() throws IOException {
    var authorizers = RawTemplate.read(byFunction()).properties("Api").at("/Auth/Authorizers");

    for (var name : List.of("PartnerToken", "OperatorToken")) {
      var authorizer = authorizers.path(name);
      assertThat(authorizer.at("/FunctionArn/!GetAtt").asText()).isEqualTo("AuthorizeToken.Arn");
      assertThat(authorizer.at("/Identity/Headers/0").asText()).isEqualTo("Authorization");
      assertThat(authorizer.at("/Identity/ReauthorizeEvery").asInt()).isEqualTo(60);
      assertThat(authorizer.path("AuthorizerPayloadFormatVersion").asText()).isEqualTo("2.0");
      assertThat(authorizer.path("EnableSimpleResponses").asText()).isEqualTo("true");
      assertThat(authorizer.has("JwtConfiguration")).isFalse();
    }
  }

  @Test
  void changesNothingElse() throws IOException {
    var written = Files.readAllLines(WRITTEN);
    var printed = Files.readAllLines(byFunction());
    var gone = written.stream().filter(line -> !printed.contains(line)).toList();

    assertThat(gone)
        .contains("    Default: gateway", "    AllowedValues: [gateway]")
        .hasSizeLessThan(16);
    assertThat(printed).contains("    Default: function", "    AllowedValues: [function]");
    assertThat(Template.read(folder.resolve("template.yaml")).functions())
        .isEqualTo(Template.read(WRITTEN).functions());
  }

  @Test
  void refusesATemplateWithoutAuthorizers() {
    assertThatThrownBy(() -> TemplateCommand.byFunction("Resources:\n"))
        .hasMessageContaining("no authorizers");
  }
}
