package dev.keyshelf.local.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.local.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the one-machine cloud runs is open source and has no known high vulnerability: each library
 * of the resolved tree, and each that lies in another's jar.
 */
class LibrariesTest {
  /** The licences of what says none itself, or none by its name, with the reason. */
  private static final Map<String, String> REVIEWED =
      Map.of(
          // The header of its pom is the text of the licence, with three clauses.
          "net.java.dev.msv:xsdlib:2022.7",
          "BSD-3-Clause",
          // ISO RELAX, with the licence in each of its sources (iso-relax.sourceforge.net).
          "com.sun.xml.bind.jaxb:isorelax:20090621",
          "MIT");

  /** Dedicated by its authors to everybody: it needs no licence, so the OSI has none to approve. */
  private static final String PUBLIC_DOMAIN = "public domain";

  /** What lies in jars whose files do not tell it, with its licence. An unknown version is old. */
  private static final Map<String, Map<String, String>> INSIDE =
      Map.of(
          // By its pom: <jackson.version>, <gson.version>, <json.version>. Joda-Time's is not told.
          "com.amazonaws:aws-lambda-java-serialization:1.4.1",
          Map.of(
              "com.fasterxml.jackson.core:jackson-core:2.18.6", "Apache-2.0",
              "com.fasterxml.jackson.core:jackson-databind:2.18.6", "Apache-2.0",
              "com.google.code.gson:gson:2.10.1", "Apache-2.0",
              "joda-time:joda-time:unknown", "Apache-2.0",
              "org.json:json:20231013", PUBLIC_DOMAIN),
          "com.fasterxml.jackson.core:jackson-core:2.21.8",
          Map.of("ch.randelshofer:fastdoubleparser:unknown", "MIT"),
          // Its own list of public suffixes.
          "com.google.guava:guava:33.7.1-jre",
          Map.of(),
          "io.opentelemetry:opentelemetry-context:1.65.0",
          Map.of("com.blogspot.mydailyjava:weak-lock-free:unknown", "Apache-2.0"),
          "io.opentelemetry:opentelemetry-sdk-trace:1.65.0",
          Map.of("org.jctools:jctools-core:unknown", "Apache-2.0"),
          "org.xerial:sqlite-jdbc:3.54.1.0",
          Map.of("org.sqlite:sqlite:3.54.1", PUBLIC_DOMAIN),
          // By its PackageVersion.
          "software.amazon.awssdk:third-party-jackson-core:2.56.0",
          Map.of("com.fasterxml.jackson.core:jackson-core:2.21.7", "Apache-2.0"),
          "tools.jackson.core:jackson-core:3.2.4",
          Map.of("ch.randelshofer:fastdoubleparser:unknown", "MIT"));

  private static final String WITHOUT_TYPING =
      "it binds events to AWS's own event classes, without polymorphic typing and without XML's"
          + " data types; AWS has no release with a newer Jackson";

  /** What has a known vulnerability that cannot be reached here, with the reason. */
  private static final Map<String, String> UNREACHABLE =
      Map.of(
          "CVE-2026-54512 in com.amazonaws:aws-lambda-java-serialization:1.4.1", WITHOUT_TYPING,
          "CVE-2026-54513 in com.amazonaws:aws-lambda-java-serialization:1.4.1", WITHOUT_TYPING,
          "CVE-2026-68497 in com.amazonaws:aws-lambda-java-serialization:1.4.1", WITHOUT_TYPING,
          "CVE-2026-110879 in com.amazonaws:aws-lambda-java-serialization:1.4.1", WITHOUT_TYPING);

  private static final List<ResolvedTree.Entry> TREE = new ArrayList<>();

  @BeforeAll
  static void readTheTree() throws IOException {
    var list = Settings.defaultTemplate().resolveSibling("local/target/libraries.txt");
    TREE.addAll(ResolvedTree.read(list).entries());
  }

  @Test
  void readsTheWholeTree() {
    assertThat(TREE)
        .extracting(entry -> entry.library().group() + ":" + entry.library().name())
        .hasSizeGreaterThan(50)
        .contains("org.xerial:sqlite-jdbc", "org.gaul:s3proxy", "software.amazon.awssdk:dynamodb");
  }

  @Test
  void eachLicenceIsOneThatTheOsiApproved() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (var entry : TREE) {
      var licences = new Licences(entry.repository());
      refused.addAll(unapproved(entry.library(), licences.of(entry.library())));
      for (var inner : entry.inside().entrySet()) {
        refused.addAll(unapproved(inner.getKey(), licences.of(inner.getValue())));
      }
    }

    assertThat(refused).isEmpty();
  }

  @Test
  void eachReviewedLicenceIsOneThatTheOsiApproved() {
    assertThat(REVIEWED.values()).allMatch(Licences::isApproved);
    assertThat(INSIDE.values().stream().flatMap(inner -> inner.values().stream()))
        .allMatch(licence -> licence.equals(PUBLIC_DOMAIN) || Licences.isApproved(licence));
  }

  private static List<String> unapproved(Library library, List<String> names) {
    if (REVIEWED.containsKey(library.toString())) {
      return List.of();
    }
    return names.isEmpty()
        ? List.of(library + ": its pom names no licence")
        : names.stream()
            .filter(name -> Licences.approved(name).isEmpty())
            .map(name -> library + ": " + name)
            .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DynamoDB Local License", "Business Source License 1.1", "SSPL-1.0", "Public"})
  void refusesALicenceThatTheOsiDidNotApprove(String name) throws IOException {
    var pom =
        "<project><licenses><license><name>%s</name></license></licenses></project>"
            .formatted(name)
            .getBytes(StandardCharsets.UTF_8);
    var names = new Licences(TREE.getFirst().repository()).of(pom);

    assertThat(unapproved(Library.of("com.example:engine:1.0"), names))
        .containsExactly("com.example:engine:1.0: " + name);
  }

  @Test
  void refusesAPomWithoutALicence() throws IOException {
    var names =
        new Licences(TREE.getFirst().repository())
            .of("<project/>".getBytes(StandardCharsets.UTF_8));

    assertThat(unapproved(Library.of("com.example:engine:1.0"), names))
        .containsExactly("com.example:engine:1.0: its pom names no licence");
  }

  @Test
  void noneHasAKnownHighVulnerability() throws IOException {
    assertThat(found()).containsExactlyInAnyOrderElementsOf(UNREACHABLE.keySet());
  }

  /** Returns each vulnerability with the entry of the tree that has it. */
  private static Set<String> found() throws IOException {
    Set<String> found = new TreeSet<>();
    for (var entry : TREE) {
      var libraries = new LinkedHashSet<Library>(entry.inside().keySet());
      libraries.add(entry.library());
      INSIDE.getOrDefault(entry.library().toString(), Map.of()).keySet().stream()
          .map(Library::of)
          .forEach(libraries::add);
      for (var known : Vulnerability.all()) {
        if (libraries.stream().anyMatch(known::isIn)) {
          found.add(known.id() + " in " + entry.library());
        }
      }
    }
    return found;
  }

  /** What is packed under other names has vulnerabilities like any other. */
  @Test
  void whatLiesInAnotherJarIsKnown() throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (var entry : TREE) {
      var relocated = entry.relocated();
      if (relocated.isPresent()
          && entry.inside().isEmpty()
          && !INSIDE.containsKey(entry.library().toString())) {
        unknown.add(entry.library() + " holds " + relocated.orElseThrow());
      }
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void reviewsNothingThatIsGone() throws IOException {
    Set<String> there = new TreeSet<>();
    for (var entry : TREE) {
      there.add(entry.library().toString());
      entry.inside().keySet().forEach(inner -> there.add(inner.toString()));
    }

    assertThat(there).containsAll(REVIEWED.keySet()).containsAll(INSIDE.keySet());
  }

  /** What DynamoDB Local brought, and what S3Proxy has packed in its own jar. */
  @Test
  void theStoreThatWasReplacedLeftNothingBehind() {
    assertThat(TREE)
        .extracting(entry -> entry.library().toString())
        .noneMatch(
            library ->
                library.matches(
                    "(?i).*(dynamodblocal|sqlite4java|log4j|kotlin|antlr|eclipse\\.jetty).*"));
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.logging.log4j:log4j-core:2.14.1, true",
    "org.apache.logging.log4j:log4j-core:2.17.1, false",
    "org.eclipse.jetty:jetty-http:12.1.11, true",
    "org.eclipse.jetty:jetty-http:12.1.12, false",
    "com.fasterxml.jackson.core:jackson-databind:2.21.7, true",
    "com.fasterxml.jackson.core:jackson-databind:2.21.8, false",
    "com.fasterxml.jackson.core:jackson-databind:2.22.0-rc1, true",
    "org.xerial:sqlite-jdbc:3.53.1.0, true",
    "org.xerial:sqlite-jdbc:3.54.1.0, false",
    "com.google.guava:guava:31.1-jre, true",
    "com.google.guava:guava:33.7.1-jre, false",
    "com.google.protobuf:protobuf-java:4.28.0-RC1, true",
    "com.google.protobuf:protobuf-java:4.28.2, false",
    "log4j:log4j:1.2.17, true",
  })
  void tellsVersionsWithAVulnerabilityFromOthers(String library, boolean vulnerable) {
    assertThat(Vulnerability.all().stream().anyMatch(each -> each.isIn(Library.of(library))))
        .isEqualTo(vulnerable);
  }

  @Test
  void eachVulnerabilityNamesItsSource() {
    assertThat(Vulnerability.all())
        .allSatisfy(
            each -> {
              assertThat(each.id()).matches("(CVE|GHSA)-[0-9a-z-]+");
              assertThat(each.source()).startsWith("https://").contains(each.id());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b | [1,2) | CVE-1", "a:b | 1 to 2 | CVE-1 | https://example.com"})
  void refusesALineThatIsMalformed(String line) {
    assertThatThrownBy(() -> Vulnerability.of(line)).isInstanceOf(IllegalArgumentException.class);
  }
}
