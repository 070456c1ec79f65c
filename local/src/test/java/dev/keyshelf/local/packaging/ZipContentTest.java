package dev.keyshelf.local.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.testkit.lambda.FunctionZips;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks what a function's zip contains, and what it must not contain. */
final class ZipContentTest extends Packaged {
  private static final RawTemplate WRITTEN = RawTemplate.read(ROOT.resolve("template.yaml"));

  /** Jars that no zip may contain: other HTTP clients, the embedded stores and test libraries. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "lib/(netty-|.*httpc(lient|ore)|apache\\d*-client|aws-crt|sqlite-jdbc|s3proxy"
              + "|jakarta.servlet|jclouds|keyshelf-(testkit|handlerkit|documentkit|embedded|local)"
              + "|junit|assertj|testcontainers|aws-lambda-java-(runtime|serialization)).*");

  /** The services whose SDK client a zip contains only if a policy of its functions names them. */
  private static final Pattern PDF = Pattern.compile("lib/(pdfbox|fontbox)-.*|.*/fonts/.*");

  private static final Set<String> SERVICES =
      Set.of("dynamodb", "s3", "kms", "sqs", "cloudwatch", "lambda", "codedeploy");

  @Test
  void hasOnlyItsOwnClassesAndTextsOutsideLib() {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(filesOf(function))
                    .contains(function.handler().replace('.', '/') + ".class")
                    .allMatch(
                        file ->
                            file.matches(
                                "lib/[^/]+\\.jar|dev/keyshelf/[a-z]+/([a-z]+/)?[^/]+\\.class"
                                    + "|dev/keyshelf/documents/pdf/fonts/[^/]+"
                                    + "|dev/keyshelf/[a-z]+/[a-z]+/[^/]+\\.properties"
                                    + "|META-INF/.*")));
  }

  /** Lambda keeps the file modes of a zip, and reads the files as a user other than the builder. */
  @Test
  void letsEveryUserReadEveryFile() {
    var codeUris = TEMPLATE.functions().stream().map(FunctionDeclaration::codeUri).distinct();

    assertThat(codeUris)
        .allSatisfy(
            codeUri -> {
              try (var zip =
                      FileSystems.newFileSystem(
                          ROOT.resolve(codeUri), Map.of("enablePosixFileAttributes", true));
                  var files = Files.walk(zip.getPath("/"))) {
                assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(
                        file ->
                            assertThat(Files.getPosixFilePermissions(file))
                                .contains(PosixFilePermission.OTHERS_READ));
              }
            });
  }

  /** Only deliveries of webhooks speak HTTP to others than AWS. */
  @Test
  void hasNoOtherHttpClientsNorEmbeddedStoresNorTests() {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(filesOf(function).stream().filter(UNWANTED.asMatchPredicate()))
                    .as(function.name())
                    .allMatch(
                        file ->
                            file.startsWith("lib/httpcore5-")
                                && function.codeUri().contains("/webhooks/")));
  }

  @Test
  void hasTheLibraryAndTheFontsOfPdfsInTheZipOfDocumentsOnly() {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(filesOf(function).stream().anyMatch(PDF.asMatchPredicate()))
                    .as(function.name())
                    .isEqualTo(function.codeUri().contains("/documents/")));
  }

  @Test
  void hasOnlyTheClientsOfServicesThatItsFunctionsMayCall() {
    Map<String, Set<String>> called = new HashMap<>();
    TEMPLATE
        .functions()
        .forEach(
            function ->
                called
                    .computeIfAbsent(function.codeUri(), _ -> new TreeSet<>())
                    .addAll(WRITTEN.services(function.logicalId())));
    // Functions sign their few calls of these themselves, which spares their packages a client.
    called
        .values()
        .forEach(
            services -> services.removeAll(Set.of("cloudwatch", "sqs", "lambda", "codedeploy")));
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(SERVICES.stream().filter(service -> hasClientOf(service, function)))
                    .as(function.codeUri())
                    .containsExactlyInAnyOrderElementsOf(called.get(function.codeUri())));
  }

  private static boolean hasClientOf(String service, FunctionDeclaration function) {
    return filesOf(function).stream()
        .anyMatch(file -> file.matches("lib/" + service + "-[0-9].*\\.jar"));
  }

  private static List<String> filesOf(FunctionDeclaration function) {
    return FunctionZips.filesIn(ZIPS.zips().get(function.codeUri()));
  }
}
