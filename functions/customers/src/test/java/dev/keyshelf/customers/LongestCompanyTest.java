package dev.keyshelf.customers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyshelf.domain.catalog.CatalogueVersion;
import dev.keyshelf.http.Json;
import dev.keyshelf.testkit.Catalogues;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/** The largest companies that the schema of the partners' file allows. */
class LongestCompanyTest {
  /** Values of texts that have a form of their own. */
  private static final Map<String, String> FORMED =
      Map.ofEntries(
          Map.entry("partners/id", Story.PARTNER.value()),
          Map.entry("eligiblePrograms", "server-software"),
          Map.entry("tenants", "x".repeat(128)),
          Map.entry("country", "AT"),
          Map.entry("vatNumber", "ATU12345678"),
          Map.entry("scheme", "9914"),
          Map.entry("electronicAddress/id", "ATU12345678"),
          Map.entry("email", "x".repeat(64) + "@" + "y".repeat(60) + ".example"),
          Map.entry("phone", "1".repeat(50)),
          Map.entry("account", "1".repeat(34)),
          Map.entry("bic", "ABCDATWWXXX"));

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  @BeforeEach
  void publish() {
    var version = new CatalogueVersion("v1", List.of(Catalogues.terms()), List.of());
    assertThat(Catalogues.isPublished(fixture.ports().catalogueVersions(), version, fixture.now()))
        .isTrue();
  }

  @Test
  void areImportedAndReadAgain() throws IOException {
    var bucket = fixture.environment("KEYSHELF_BUCKET");
    fixture
        .cloud()
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("imports/partners/partners.yaml"),
            RequestBody.fromString(largest("", "", schema()).toString()));

    var answer = fixture.drop(ImportPartnersHandler::new, Events.of("import-partners")).toString();

    assertThat(answer).contains("\"imported\":1").contains("\"faults\":[]");
    var buyer = fixture.ports().parties().buyer(Story.PARTNER).orElseThrow();
    assertThat(buyer.party().legalName()).hasSize(200);
    assertThat(buyer.party().address().lines()).hasSize(3);
  }

  private static JsonNode schema() throws IOException {
    try (var stream =
        Objects.requireNonNull(
            LongestCompanyTest.class.getResourceAsStream(
                "/META-INF/schemas/partners.schema.json"))) {
      return Json.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Returns the largest value that a schema allows. Of the lists of partners, it has one. */
  private static JsonNode largest(String parent, String name, JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "object" -> {
        var object = Json.object();
        schema
            .path("properties")
            .properties()
            .forEach(
                member ->
                    object.set(member.getKey(), largest(name, member.getKey(), member.getValue())));
        yield object;
      }
      case "array" -> {
        var list = JsonNodeFactory.instance.arrayNode();
        var most = name.equals("lines") ? schema.path("maxItems").asInt() : 1;
        for (var i = 0; i < most; i++) {
          list.add(largest(parent, name, schema.path("items")));
        }
        yield list;
      }
      case "integer" -> IntNode.valueOf(schema.path("maximum").asInt());
      case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
      default -> new TextNode(text(parent, name, schema));
    };
  }

  private static String text(String parent, String name, JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").path(0).asText();
    }
    var formed = FORMED.getOrDefault(parent + "/" + name, FORMED.getOrDefault(name, ""));
    return formed.isEmpty() ? "x".repeat(schema.path("maxLength").asInt()) : formed;
  }
}
