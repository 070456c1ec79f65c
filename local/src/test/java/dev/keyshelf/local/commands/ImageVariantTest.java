package dev.keyshelf.local.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageVariantTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final List<FunctionDeclaration> FUNCTIONS = Template.read(FILE).functions();

  @TempDir private Path folder = Path.of("");

  private RawTemplate variant(String... functions) throws IOException {
    return RawTemplate.read(
        Files.writeString(
            folder.resolve("variant.yaml"),
            ImageVariant.of(Files.readString(FILE), List.of(functions))));
  }

  private static ObjectNode resource(RawTemplate template, String logicalId) {
    return (ObjectNode) template.root().path("Resources").path(logicalId).deepCopy();
  }

  private static ObjectNode properties(ObjectNode resource) {
    return (ObjectNode) resource.path("Properties");
  }

  /** Returns the functions whose package CloudFormation can replace. */
  private static List<FunctionDeclaration> withoutOwnName() {
    return FUNCTIONS.stream()
        .filter(each -> !WRITTEN.properties(each.logicalId()).has("FunctionName"))
        .toList();
  }

  @Test
  void makesEachFunctionAnImageOfItsCapability() throws IOException {
    var variant = variant(ImageVariant.ALL);

    assertThat(FUNCTIONS).hasSizeGreaterThan(80);
    for (var function : withoutOwnName()) {
      var name = function.logicalId();
      var capability = function.codeUri().split("/")[1];
      var made = resource(variant, name);
      assertThat(made.path("Metadata").toString())
          .isEqualTo(
              """
              {"Dockerfile":"functions/Dockerfile","DockerContext":".","DockerTag":"%1$s",\
              "DockerBuildArgs":{"CAPABILITY":"%1$s"}}\
              """
                  .formatted(capability));
      assertThat(properties(made).path("PackageType").asText()).isEqualTo("Image");
      assertThat(properties(made).path("ImageConfig").toString())
          .isEqualTo(
              """
              {"EntryPoint":["/usr/bin/java","-Xmx%sm","-XX:AOTCache=%s.aot","@java.options"],\
              "Command":["%s::handleRequest"]}\
              """
                  .formatted(function.memoryMegabytes() * 85 / 100, name, function.handler()));
    }
  }

  @Test
  void changesNothingElse() throws IOException {
    var variant = variant(ImageVariant.ALL);

    assertThat(variant.root().path("Resources").properties())
        .hasSameSizeAs(WRITTEN.root().path("Resources").properties());
    for (var field : WRITTEN.root().path("Resources").properties()) {
      var before = resource(WRITTEN, field.getKey());
      var after = resource(variant, field.getKey());
      if (before.path("Type").asText().equals("AWS::Serverless::Function")) {
        after.remove("Metadata");
        properties(after).remove(List.of("PackageType", "ImageConfig", "CodeUri", "Handler"));
        properties(after).remove("Runtime");
        properties(before).remove(List.of("CodeUri", "Handler", "SnapStart"));
      }
      assertThat(after).as(field.getKey()).isEqualTo(before);
    }
    for (var field : WRITTEN.root().properties()) {
      JsonNode before = field.getValue().deepCopy();
      if (field.getKey().equals("Globals")) {
        assertThat(((ObjectNode) before.path("Function")).remove("Runtime")).isNotNull();
      }
      if (!field.getKey().equals("Resources")) {
        assertThat(variant.root().path(field.getKey())).isEqualTo(before);
      }
    }
  }

  @Test
  void leavesTheOthersZipsOfTheSameRuntime() throws IOException {
    var variant = variant("PlaceOrder", "ReadOrders");
    var runtime = WRITTEN.root().at("/Globals/Function/Runtime").asText();

    assertThat(variant.root().at("/Globals/Function").has("Runtime")).isFalse();
    for (var function : FUNCTIONS) {
      var made = resource(variant, function.logicalId());
      if (List.of("PlaceOrder", "ReadOrders").contains(function.logicalId())) {
        assertThat(properties(made).path("PackageType").asText()).isEqualTo("Image");
        assertThat(properties(made).has("Runtime")).isFalse();
      } else {
        var before = resource(WRITTEN, function.logicalId());
        properties(before).put("Runtime", runtime);
        assertThat(made).as(function.logicalId()).isEqualTo(before);
      }
    }
  }

  /** CloudFormation replaces a function to change its package, and cannot if its name is fixed. */
  @Test
  void leavesAFunctionWithANameOfItsOwnAZip() throws IOException {
    var template = Files.readString(FILE);
    var before = resource(WRITTEN, "CheckVersion");
    properties(before).put("Runtime", "java25");

    assertThat(FUNCTIONS).hasSize(withoutOwnName().size() + 1);
    assertThat(resource(variant(ImageVariant.ALL), "CheckVersion")).isEqualTo(before);
    assertThatThrownBy(() -> ImageVariant.of(template, List.of("CheckVersion")))
        .hasMessage("CheckVersion has a name of its own, so it must stay a zip");
  }

  @Test
  void refusesAFunctionThatTheTemplateDoesNotHave() throws IOException {
    var template = Files.readString(FILE);

    assertThatThrownBy(() -> ImageVariant.of(template, List.of("PlaceOrder", "Nothing")))
        .hasMessage("template.yaml has no function Nothing");
  }
}
