package dev.keyshelf.local.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Nearly the last of all tests of this module: what functions asked of AWS in them is what their
 * policies of template.yaml allow, no less and no more.
 */
@Isolated
@Order(Integer.MAX_VALUE - 1)
class PermissionsTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());

  private static final String EXPORTS = "keyshelf-files-000000000000-us-east-1/exports/*";

  /** What is needed on AWS and need not be met here, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "ReserveKeys: dynamodb:GetItem on Table",
          "after a conflict with another run only; BackordersTest has some",
          "ReadActivity: s3:PutObject on " + EXPORTS,
          "megabytes of records; ReadActivityHandlerTest has them",
          "ReadActivity: s3:GetObject on " + EXPORTS,
          "the same file, by its URL",
          "ReadActivity: s3:AbortMultipartUpload on " + EXPORTS,
          "a file that breaks off",
          "ReadInvoices: s3:PutObject on " + EXPORTS,
          "megabytes of charges; ReadInvoicesHandlerTest has them",
          "ReadInvoices: s3:GetObject on " + EXPORTS,
          "the same file, by its URL",
          "ReadInvoices: s3:AbortMultipartUpload on " + EXPORTS,
          "a file that breaks off");

  private static List<FunctionDeclaration> functions() {
    return Template.read(Settings.defaultTemplate()).functions();
  }

  private static List<Grant> grantsOf(String function) {
    var own =
        WRITTEN.statements(function).stream().flatMap(statement -> Grant.of(statement).stream());
    var byTheKeyOfSeals =
        WRITTEN.keyStatements(function).stream()
            .map(statement -> new Grant(statement.path("Action").asText(), "SealKey", List.of()));
    return Stream.concat(own, byTheKeyOfSeals).toList();
  }

  /** Only a folder of one machine, which knows no versions, is listed without them. */
  private static boolean isOfAFolder(String function, Ask ask) {
    return function.equals("VerifyActivityLog") && ask.action().equals("s3:ListBucket");
  }

  private static Set<Ask> asksOf(String function) {
    return Asked.byFunction().getOrDefault(function, Set.of());
  }

  @Test
  void eachFunctionMayDoWhatItDoes() {
    var missing = new TreeSet<String>();
    for (var function : functions()) {
      var grants = grantsOf(function.logicalId());
      for (var ask : asksOf(function.name())) {
        if (!isOfAFolder(function.name(), ask)
            && grants.stream().noneMatch(grant -> grant.covers(ask))) {
          missing.add(function.name() + ": " + ask);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void noFunctionDoesToTheLogWhatTheTableDenies() {
    var denied =
        RawTemplate.listOf(
                WRITTEN.properties("Table").at("/ResourcePolicy/PolicyDocument/Statement"))
            .stream()
            .flatMap(statement -> Grant.of(statement).stream())
            .toList();
    assertThat(denied).isNotEmpty();

    Asked.byFunction()
        .forEach(
            (function, asks) ->
                assertThat(asks)
                    .as(function)
                    .noneMatch(ask -> denied.stream().anyMatch(grant -> grant.covers(ask))));
  }

  @Test
  void noFunctionMayDoMore() {
    // Chosen tests alone do not do everything.
    assumeTrue(System.getProperty("test", "").isEmpty());
    var unused = new TreeSet<String>();
    for (var function : functions()) {
      for (var grant : grantsOf(function.logicalId())) {
        if (asksOf(function.name()).stream().noneMatch(grant::covers)) {
          unused.add(function.name() + ": " + grant);
        }
      }
    }

    assertThat(unused).isSubsetOf(NOT_HERE.keySet());
  }
}
