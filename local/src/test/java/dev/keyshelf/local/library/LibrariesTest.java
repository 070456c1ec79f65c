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
 * Checks that each library of the one-machine cloud is open source and has no known high
 * vulnerability. It checks the libraries of the resolved tree and those packed inside their jars.
 */
class LibrariesTest {
  /** Licences of libraries whose pom names none, or none that is known, with the reason. */
  private static final Map<String, String> REVIEWED =
      Map.ofEntries(
          // The header of its pom has the text of the licence, with three clauses.
          Map.entry("net.java.dev.msv:xsdlib:2022.7", "BSD-3-Clause"),
          // This is ISO RELAX. Each of its source files has the licence
          // (iso-relax.sourceforge.net).
          Map.entry("com.sun.xml.bind.jaxb:isorelax:20090621", "MIT"),
          // These are inside S3Proxy's jar. Their parent names EPL-2.0 and Apache-2.0, but Maven
          // does not fetch a pom's parents for a library inside a jar.
          Map.entry("org.eclipse.jetty.ee10:jetty-ee10-servlet:12.1.12", "EPL-2.0"),
          Map.entry("org.eclipse.jetty:jetty-http:12.1.12", "EPL-2.0"),
          Map.entry("org.eclipse.jetty:jetty-io:12.1.12", "EPL-2.0"),
          Map.entry("org.eclipse.jetty:jetty-security:12.1.12", "EPL-2.0"),
          Map.entry("org.eclipse.jetty:jetty-server:12.1.12", "EPL-2.0"),
          Map.entry("org.eclipse.jetty:jetty-session:12.1.12", "EPL-2.0"),
          Map.entry("org.eclipse.jetty:jetty-util:12.1.12", "EPL-2.0"));

  /** Its authors gave it to the public domain: it needs no licence, so the OSI approves none. */
  private static final String PUBLIC_DOMAIN = "public domain";

  /**
   * Libraries inside jars that do not list them, with their licences. An unknown version counts as
   * the oldest.
   */
  private static final Map<String, Map<String, String>> INSIDE =
      Map.of(
          // The versions are from its pom: <jackson.version>, <gson.version>, <json.version>. The
          // pom does not name the version of Joda-Time.
          "com.amazonaws:aws-lambda-java-serialization:1.4.1",
          Map.of(
              "com.fasterxml.jackson.core:jackson-core:2.18.6", "Apache-2.0",
              "com.fasterxml.jackson.core:jackson-databind:2.18.6", "Apache-2.0",
              "com.google.code.gson:gson:2.10.1", "Apache-2.0",
              "joda-time:joda-time:unknown", "Apache-2.0",
              "org.json:json:20231013", PUBLIC_DOMAIN),
          "com.fasterxml.jackson.core:jackson-core:2.21.8",
          Map.of("ch.randelshofer:fastdoubleparser:unknown", "MIT"),
          // The relocated package is Guava's own list of public suffixes.
          "com.google.guava:guava:33.7.1-jre",
          Map.of(),
          "io.opentelemetry:opentelemetry-context:1.65.0",
          Map.of("com.blogspot.mydailyjava:weak-lock-free:unknown", "Apache-2.0"),
          "io.opentelemetry:opentelemetry-sdk-trace:1.65.0",
          Map.of("org.jctools:jctools-core:unknown", "Apache-2.0"),
          "org.xerial:sqlite-jdbc:3.54.1.0",
          Map.of("org.sqlite:sqlite:3.54.1", PUBLIC_DOMAIN),
          // The version is from its class PackageVersion.
          "software.amazon.awssdk:third-party-jackson-core:2.56.0",
          Map.of("com.fasterxml.jackson.core:jackson-core:2.21.7", "Apache-2.0"),
          "tools.jackson.core:jackson-core:3.2.4",
          Map.of("ch.randelshofer:fastdoubleparser:unknown", "MIT"));

  private static final String WITHOUT_TYPING =
      "it binds events to AWS's own event classes, without polymorphic typing and without XML's"
          + " data types; AWS has no release with a newer Jackson";

  /** Known vulnerabilities that cannot be reached here, with the reason. */
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
  void readsTheTree() {
    assertThat(TREE)
        .extracting(entry -> entry.library().group() + ":" + entry.library().name())
        .hasSizeGreaterThan(50)
        .contains("org.xerial:sqlite-jdbc", "org.gaul:s3proxy", "software.amazon.awssdk:dynamodb");
  }

  @Test
  void theOsiApprovedEachLicence() throws IOException {
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
  void theOsiApprovedEachReviewedLicence() {
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

  /** Relocated libraries can have vulnerabilities like any other. */
  @Test
  void librariesInsideOtherJarsAreListed() throws IOException {
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
  void reviewsNoLibraryThatWasRemoved() throws IOException {
    Set<String> there = new TreeSet<>();
    for (var entry : TREE) {
      there.add(entry.library().toString());
      entry.inside().keySet().forEach(inner -> there.add(inner.toString()));
    }

    assertThat(there).containsAll(REVIEWED.keySet()).containsAll(INSIDE.keySet());
  }

  /** The pattern names the libraries of DynamoDB Local and those that S3Proxy's jar contains. */
  @Test
  void noLibraryOfTheReplacedStoreRemains() {
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
