package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.embedded.Template.Attribute;
import dev.keyshelf.embedded.Template.BucketDeclaration;
import dev.keyshelf.embedded.Template.Expiry;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.embedded.Template.KeySchema;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.Route;
import dev.keyshelf.embedded.Template.Schedule;
import dev.keyshelf.embedded.Template.TableDeclaration;
import dev.keyshelf.embedded.Template.Via;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  static final Path TEMPLATE = Path.of("src/test/resources/template.yaml");
  @TempDir Path directory;

  @Test
  void readsAFunctionWithTheGlobalsItDoesNotOverride() {
    FunctionDeclaration order = function("PlaceOrder");

    assertThat(order.logicalId()).isEqualTo("PlaceOrderFunction");
    assertThat(order.handler()).isEqualTo("dev.keyshelf.orders.PlaceOrderHandler");
    assertThat(order.codeUri()).isEqualTo("functions/orders/target/function.zip");
    assertThat(order.timeout()).isEqualTo(Duration.ofSeconds(29));
    assertThat(order.memoryMegabytes()).isEqualTo(1024);
    assertThat(order.environment())
        .containsEntry("STAGE", "own")
        .containsEntry("OWN", "1")
        .containsEntry("KEYSHELF_TABLE", "keyshelf-table");
  }

  @Test
  void keepsTheNameOfAFunctionWhoseIdDoesNotEndInFunction() {
    FunctionDeclaration close = function("CloseWindows");

    assertThat(close.handler()).isEqualTo("dev.keyshelf.cancellations.CloseWindows");
    assertThat(close.codeUri()).isEqualTo("functions/cancellations/target/function.zip");
    assertThat(close.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(close.memoryMegabytes()).isEqualTo(512);
  }

  @Test
  void authorizesARouteUnlessItOrItsApiSaysOtherwise() {
    assertThat(function("PlaceOrder").routes())
        .containsExactly(
            new Route("POST", "/v1/customers/{customerId}/orders", "Tokens"),
            new Route("ANY", "/d/{token}", null),
            new Route("GET", "/open", null));
  }

  @Test
  void readsSchedulesOfBothTypesAndWhetherTheyRun() {
    assertThat(function("CloseWindows").schedules())
        .containsExactly(
            new Schedule("EveryFiveMinutes", "rate(5 minutes)", true),
            new Schedule("Hourly", "cron(0 * * * ? *)", false),
            new Schedule("Paused", "cron(0 1 1 * ? *)", false));
  }

  @Test
  void readsWhichNewObjectsInvokeAFunction() {
    assertThat(function("CloseWindows").objectsCreated())
        .containsExactly(
            new ObjectCreated("keyshelf-artifact-bucket", "seen/", "", Via.EVENT_BRIDGE),
            new ObjectCreated("keyshelf-artifact-bucket", "incoming/", ".csv"));
  }

  @Test
  void readsATableWithItsIndexAndExpiry() {
    assertThat(Template.read(TEMPLATE).tables())
        .containsExactly(
            new TableDeclaration(
                "Table",
                "keyshelf-table",
                List.of(
                    new Attribute("pk", "S"), new Attribute("sk", "S"), new Attribute("due", "N")),
                new KeySchema("pk", "sk"),
                List.of(new Index("due", new KeySchema("sk", "due"), "INCLUDE", List.of("status"))),
                "PAY_PER_REQUEST",
                "expiresAt",
                "NEW_IMAGE"));
  }

  @Test
  void namesABucketAsDeclaredOrAfterItsLogicalIdAndSkipsOneWhoseConditionFails() {
    assertThat(Template.read(TEMPLATE).buckets())
        .containsExactly(
            new BucketDeclaration(
                "ArtifactBucket",
                "keyshelf-artifact-bucket",
                true,
                List.of(new Expiry("seen/", 2))),
            new BucketDeclaration("Exports", "named-exports", false, List.of()),
            new BucketDeclaration("Computed", "keyshelf-x", false, List.of()));
  }

  @Test
  void keepsOnlyTheParametersThatHaveADefault() {
    assertThat(Template.read(TEMPLATE).parameters()).isEqualTo(Map.of("Stage", "local"));
  }

  @ParameterizedTest
  @CsvSource({
    "KEYSHELF_TABLE, keyshelf-table",
    "KEYSHELF_BUCKET, keyshelf-artifact-bucket",
    "STAGE, local",
    "REGION, us-east-1",
    "PIECE, two",
    "JOINED, keyshelf/000000000000",
    "CHOSEN, yes",
    "LEVEL, debug",
    "ARN, arn:aws:local:::Table",
    "TABLE_STREAM, keyshelf-table/arn:aws:local:::Table/${literal}",
    "SUBSTITUTED, local-us-east-1",
    "IMPORTED, shared-name",
    "DATE, 2026-01-01",
    "OCTAL, 010"
  })
  void resolvesAnEnvironmentValue(String variable, String value) {
    assertThat(Template.read(TEMPLATE).globalEnvironment()).containsEntry(variable, value);
  }

  @Test
  void leavesOutAVariableThatHasNoValue() {
    assertThat(Template.read(TEMPLATE).globalEnvironment()).doesNotContainKey("LEFT_OUT");
  }

  @Test
  void addsTheSuffixToTablesBucketsAndTheirReferences() {
    var template = Template.read(TEMPLATE, "-7f");

    assertThat(template.tables())
        .extracting(TableDeclaration::name)
        .containsOnly("keyshelf-table-7f");
    assertThat(template.buckets())
        .extracting(BucketDeclaration::name)
        .containsExactly("keyshelf-artifact-bucket-7f", "named-exports-7f", "keyshelf-x-7f");
    assertThat(template.globalEnvironment())
        .containsEntry("KEYSHELF_TABLE", "keyshelf-table-7f")
        .containsEntry("WRITTEN_OUT", "keyshelf-x-7f");
    assertThat(template.functions().get(1).objectsCreated().getFirst().bucket())
        .isEqualTo("keyshelf-artifact-bucket-7f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Handler: dev.keyshelf.cancellations.CloseWindows | Description: none "
            + "| Resources.CloseWindows.Properties.Handler is missing",
        "Timeout: 29 | Timeout: soon | Resources.PlaceOrderFunction.Properties.Timeout is soon, not"
            + " a number from 1 to 900",
        "rate(5 minutes) | every minute | Resources.CloseWindows.Properties.Events"
            + ".EveryFiveMinutes.Properties.ScheduleExpression is every minute, not rate(...), "
            + "cron(...) or at(...)",
        "KEYSHELF_TABLE: !Ref Table | KEYSHELF_TABLE: !Ref Tabel | Globals.Function.Environment"
            + ".Variables.KEYSHELF_TABLE refers to Tabel, which is not declared",
        "STAGE: own | STAGE: !Sub 'x${Issuer}' |"
            + " Resources.PlaceOrderFunction.Properties.Environment.Variables.STAGE refers to the"
            + " parameter Issuer, which has no Default",
        "STAGE: own | STAGE: !Cidr [a, 1, 2] | Resources.PlaceOrderFunction.Properties.Environment"
            + ".Variables.STAGE uses Fn::Cidr, which is not supported on one machine",
        "ApiId: !Ref OpenApi | ApiId: !Ref Table | Resources.PlaceOrderFunction.Properties.Events"
            + ".Open.Properties.ApiId is keyshelf-table, which is not an AWS::Serverless::HttpApi",
        "pk, KeyType: HASH | pk, KeyType: RANGE | Resources.Table.Properties.KeySchema needs one "
            + "HASH attribute and at most one RANGE attribute"
      })
  void refusesABrokenDeclarationNamingFileAndPlace(String from, String to, String complaint)
      throws Exception {
    String text = Files.readString(TEMPLATE);
    assertThat(text).contains(from);
    Path broken = written(text.replace(from, to));

    assertThatThrownBy(() -> Template.read(broken))
        .isInstanceOf(TemplateException.class)
        .hasMessage("%s: %s", broken, complaint);
  }

  @Test
  void refusesBrokenYamlNamingFileAndLine() throws Exception {
    Path broken = written("Resources:\n  Table: [\n");

    assertThatThrownBy(() -> Template.read(broken))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(broken + ":3:1: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesADuplicateKey() throws Exception {
    Path broken = written("Resources:\n  Table: {Type: a}\n  Table: {Type: b}\n");

    assertThatThrownBy(() -> Template.read(broken))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(broken + ":3:3: ")
        .hasMessageContaining("Table");
  }

  @Test
  void refusesAFileWithoutResources() throws Exception {
    Path empty = written("");

    assertThatThrownBy(() -> Template.read(empty))
        .isInstanceOf(TemplateException.class)
        .hasMessage("%s: Resources is missing or empty", empty);
  }

  @Test
  void refusesAMissingFile() {
    Path missing = directory.resolve("none.yaml");

    assertThatThrownBy(() -> Template.read(missing))
        .isInstanceOf(TemplateException.class)
        .hasMessage("%s: the file does not exist", missing);
  }

  @Test
  void authorizesByTheDefaultOfTheImplicitApi() throws Exception {
    var template =
        Template.read(
            written(
                """
                Globals:
                  HttpApi: {Auth: {DefaultAuthorizer: Tokens}}
                Resources:
                  ReadFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      CodeUri: .
                      Events:
                        Read: {Type: HttpApi, Properties: {Path: /, Method: get}}
                        Rest: {Type: HttpApi}
                """));

    assertThat(template.functions().getFirst().routes())
        .containsExactly(new Route("GET", "/", "Tokens"), new Route("ANY", "$default", "Tokens"));
  }

  private static FunctionDeclaration function(String name) {
    return Template.read(TEMPLATE).functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Path written(String text) throws Exception {
    return Files.writeString(directory.resolve("template.yaml"), text);
  }
}
