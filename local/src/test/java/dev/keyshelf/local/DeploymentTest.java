package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.Index;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how the functions of template.yaml are deployed to AWS. */
final class DeploymentTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final Template TEMPLATE = Template.read(FILE);
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final JsonNode GLOBALS = WRITTEN.root().at("/Globals/Function");

  /** The longest value that the pattern of BucketPrefix allows. */
  private static final int LONGEST_PREFIX = 29;

  @Test
  void hasTheParametersThatItsPageLists() throws IOException {
    var row = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\| `?([^|`]+?)`? \\|");
    var page = Files.readString(FILE.resolveSibling("docs/deploy.md"));
    var listed =
        // The stack in front of the API has parameters of the same names, further down.
        row.matcher(page.substring(0, page.indexOf("\n## The console\n")))
            .results()
            .filter(hit -> WRITTEN.root().path("Parameters").has(hit.group(1)))
            .collect(Collectors.toMap(hit -> hit.group(1), hit -> hit.group(2)));
    var declared =
        WRITTEN.root().path("Parameters").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> defaultOf(each.getValue())));

    assertThat(listed).isEqualTo(declared);
  }

  private static String defaultOf(JsonNode parameter) {
    if (!parameter.has("Default")) {
      return "none";
    }
    var text = parameter.path("Default").asText();
    return text.isEmpty() ? "empty" : text;
  }

  @Test
  void runsEachFunctionOnTheSameMachine() {
    assertThat(GLOBALS.path("Runtime").asText()).isEqualTo("java25");
    assertThat(GLOBALS.path("Architectures").toString()).isEqualTo("[\"arm64\"]");
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function ->
                assertThat(WRITTEN.properties(function.logicalId()).properties())
                    .as(function.name())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("Runtime", "Architectures", "LoggingConfig"));
  }

  /**
   * The SAM translator derives a version's logical id from the properties as they are written, so a
   * parameter's new value alone would publish no version. A version's description is immutable, so
   * CloudFormation publishes a new version when the description changes.
   */
  @Test
  void publishesAVersionForEachValueThatReachesAFunction() {
    var settings = WRITTEN.properties("Settings").path("Value");
    var variables = named(GLOBALS.path("Environment"));
    // These names never change: only another key schema would replace the retained table, and only
    // another kind of queue would replace the queue.
    assertThat(variables.remove("Table")).isTrue();
    assertThat(variables.remove("Wakes")).isTrue();

    assertThat(named(GLOBALS.path("Tracing"))).containsExactly("Tracing");
    variables.add("Tracing");

    assertThat(named(settings)).isEqualTo(variables);
    assertThat(GLOBALS.path("AutoPublishAliasAllProperties").asText()).isEqualTo("true");
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> !function.routes().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              var properties = WRITTEN.properties(function.logicalId());
              assertThat(properties.path("VersionDescription").toString())
                  .as(function.name())
                  .isEqualTo("{\"!GetAtt\":\"Settings.Value\"}");
              assertThat(named(properties.path("Environment"))).isSubsetOf(variables);
              assertThat(named(properties.path("Handler"))).isEmpty();
              assertThat(named(properties.path("Timeout"))).isEmpty();
              assertThat(named(properties.path("MemorySize"))).isEmpty();
            });
  }

  /** A map of roles is longer than a version's description, so this function has no versions. */
  @Test
  void runsTheAuthorizerWithTheSettingsOfTheLastDeploy() {
    var authorizer = WRITTEN.root().at("/Resources/AuthorizeToken");

    assertThat(authorizer.path("Properties").has("AutoPublishAlias")).isFalse();
    assertThat(named(authorizer.at("/Properties/Environment")))
        .contains("PartnerClaim", "RolesClaim", "RoleMap", "FurtherIssuers");
  }

  /** Otherwise a claim's name would be accepted and have no effect. */
  @Test
  void refusesSettingsThatTheApisOwnAuthorizerDoesNotRead() {
    var rule = WRITTEN.root().at("/Rules/ClaimsNeedTheFunction");
    var checked = named(rule.path("Assertions"));

    assertThat(named(rule.path("RuleCondition"))).containsExactly("Authorizer");
    assertThat(checked)
        .containsExactlyInAnyOrder(
            "PartnerClaim",
            "PartnerBy",
            "RolesClaim",
            "UserClaim",
            "NameClaim",
            "RoleMap",
            "FurtherIssuers");
    for (var assertion : rule.path("Assertions")) {
      var compared = assertion.at("/Assert/!Equals");
      var parameter = compared.at("/0/!Ref").asText();
      assertThat(WRITTEN.root().at("/Parameters/" + parameter + "/Default").asText())
          .as(parameter)
          .isEqualTo(compared.at("/1").asText());
    }
  }

  /** A version's description has at most 256 characters. A longer one fails the deploy. */
  @Test
  void describesVersionsInAtMost256Characters() {
    var value = WRITTEN.properties("Settings").at("/Value/!Sub/0").asText();
    int shortId = 8;

    assertThat(
            value
                .replaceAll(
                    "\\$\\{((Wrapping|Token|Hash|Seal)Key|(Download|SecondHash)KeyId)}",
                    "k".repeat(shortId))
                .replace("${HashKeyVersion}", "2")
                .replace("${FilesPublicKey}", "K2JCJMDEHXQW5F")
                .replace("${BucketPrefix}", "b".repeat(LONGEST_PREFIX))
                .replace("${PublicUrl}", "u".repeat(maxLength("PublicUrl")))
                .replace("${DownloadUrlSeconds}", "3600")
                .replace("${EventsWaitSeconds}", "20")
                .replace("${Tracing}", "Disabled"))
        .doesNotContain("${")
        .hasSizeLessThanOrEqualTo(256);
  }

  private static Set<String> named(JsonNode part) {
    return RawTemplate.namesIn(part).stream()
        .filter(name -> !name.startsWith("AWS::"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int maxLength(String parameter) {
    return WRITTEN.root().at("/Parameters/" + parameter + "/MaxLength").asInt();
  }

  /**
   * With an issuer that does not exist, the deploy would succeed and leave the API without its
   * authorizer.
   */
  @Test
  void deploysNoApiWithoutItsIssuer() {
    assertThat(WRITTEN.root().at("/Parameters/TokenIssuer").has("Default")).isFalse();
    assertThat(WRITTEN.properties("Api").path("FailOnWarnings").asText()).isEqualTo("true");
    assertThat(WRITTEN.properties("Api").at("/Auth/Authorizers").toString())
        .contains("TokenIssuer");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "TokenIssuer, https://login.example.com/, true",
        "RolesClaim, /realm_access/roles, true",
        "RolesClaim, https://keyshelf.example/roles, true",
        "RolesClaim, cognito:groups, true",
        "RolesClaim, 'a\"b', false",
        "RoleMap, '{\"Keyshelf Admins\":[\"AdminAgent\"]}', true",
        "RoleMap, '{\"a\":[]};alert(1)', false",
        "RoleMap, '{\"</script>\":[]}', false",
        "FurtherIssuers, https://a.example/ api, true",
        "FurtherIssuers, https://a.example/, false",
        "TokenIssuer, https://login.example.com/realms/a?b, false",
        "TokenIssuer, http://login.example.com, false",
        "TokenIssuer, '', false",
        "TokenIssuer, https://login.example.com:8443/realms/a'b;c, true",
        "TokenIssuer, 'https://login.example.com/a\"b', false",
        "TokenIssuer, https://login.example.com/a b, false",
        "TokenIssuer, https://login.example.com;x/, false",
        "PublicUrl, '', true",
        "PublicUrl, https://shop.example.com/a, true",
        "PublicUrl, https://shop.example.com/, false",
        "PublicUrl, shop.example.com, false",
        "PublicUrl, https://Shop.example.com, false",
        "PublicUrl, https://shop.example.com:8443/Base/a, true",
        "PublicUrl, 'https://shop.example.com/a\"b', false",
        "PublicUrl, 'https://shop.example.com\\', false",
        "ConsoleOrigin, '', true",
        "ConsoleOrigin, https://console.example.com, true",
        "ConsoleOrigin, https://console.example.com:8443, true",
        "ConsoleOrigin, https://console.example.com/, false",
        "ConsoleOrigin, https://*.example.com, false",
        "ConsoleOrigin, *, false",
        "ConsoleOrigin, http://console.example.com, false",
        "ConsoleClientId, 3f2a-01, true",
        "ConsoleClientId, 'a\"b', false",
        "ConsoleScope, openid offline_access api://shop/console, true",
        "ConsoleScope, openid  twice, false",
        "ConsoleScope, 'openid \"', false",
        "ConsoleScope, openid\\, false",
        "IssuerOrigins, '', true",
        "IssuerOrigins, https://a.example https://b.example:8443, true",
        "IssuerOrigins, https://a.example/, false",
        "IssuerOrigins, https://a.example; script-src *, false",
        "ConsoleCertificateArn, '', true",
        "ConsoleCertificateArn, arn:aws:acm:us-east-1:000000000000:certificate/1a-2b, true",
        "ConsoleCertificateArn, arn:aws:acm:eu-west-1:000000000000:certificate/1a-2b, false",
        "WebAclArn, '', true",
        "WebAclArn, arn:aws:wafv2:us-east-1:000000000000:global/webacl/shop/1a-2b, true",
        "WebAclArn, arn:aws:wafv2:us-east-1:000000000000:regional/webacl/shop/1a-2b, false",
        "EventBusArn, '', true",
        "EventBusArn, arn:aws:events:eu-west-1:000000000000:event-bus/erp, true",
        "EventBusArn, arn:aws:events:eu-west-1:000000000000:rule/erp, false",
        "EventBusArn, erp, false",
        "BucketPrefix, keyshelf, true",
        "BucketPrefix, keyshelf-prod-2, true",
        "BucketPrefix, Keyshelf, false",
        "BucketPrefix, keyshelf-, false",
        "BucketPrefix, ke, false",
        "BucketPrefix, abcdefghijklmnopqrstuvwxyz-01, true",
        "BucketPrefix, abcdefghijklmnopqrstuvwxyz-012, false"
      })
  void allowsOnlyParametersThatCanBeDeployed(String parameter, String value, boolean taken) {
    var pattern = WRITTEN.root().at("/Parameters/" + parameter + "/AllowedPattern").asText();

    assertThat(Pattern.matches(pattern, value)).isEqualTo(taken);
  }

  /** CloudFormation checks these before it changes anything. */
  @Test
  void refusesParametersThatContradictEachOther() {
    assertThat(WRITTEN.root().path("Rules").properties())
        .extracting(
            Map.Entry::getKey,
            rule -> rule.getValue().path("RuleCondition").toString(),
            rule -> rule.getValue().at("/Assertions/0/Assert").toString())
        .containsExactly(
            tuple(
                "AudiencesDiffer",
                "",
                "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"OperatorAudience\"},{\"!Ref\":\"TokenAudience\"}]}]}"),
            tuple(
                "CertificateHasItsName",
                "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"ConsoleCertificateArn\"},\"\"]}]}",
                "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"PublicUrl\"},\"\"]}]}"),
            tuple(
                "RefusedCallsHaveAnotherWay",
                "{\"!Equals\":[{\"!Ref\":\"DirectCalls\"},\"refused\"]}",
                "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"OriginSecret\"},\"\"]}]}"),
            tuple(
                "ClaimsNeedTheFunction",
                "{\"!Equals\":[{\"!Ref\":\"Authorizer\"},\"gateway\"]}",
                "{\"!Equals\":[{\"!Ref\":\"PartnerClaim\"},\"partner_id\"]}"),
            tuple(
                "CloudFrontHasItsKey",
                "{\"!Equals\":[{\"!Ref\":\"Downloads\"},\"cloudfront\"]}",
                "{\"!And\":[{\"!Equals\":[{\"!Ref\":\"Console\"},\"true\"]},"
                    + "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"PublicUrl\"},\"\"]}]}]}"),
            tuple(
                "SecondVersionHasItsKey",
                "{\"!Equals\":[{\"!Ref\":\"HashKeyVersion\"},\"2\"]}",
                "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"SecondHashKeyId\"},\"\"]}]}"));
  }

  /** What a browser sends as its page's origin, so a path in the address is left out. */
  @Test
  void knowsTheConsoleByTheHostOfItsAddressAlone() {
    var host = "{\"!Select\":[\"2\",{\"!Split\":[\"/\",{\"!Sub\":\"${PublicUrl}///\"}]}]}";
    var origin = "{\"!Join\":[\"\",[\"https://\"," + host + "]]}";
    var rules = WRITTEN.root().at("/Resources/Bucket/Properties/CorsConfiguration/!If/1/CorsRules");

    assertThat(rules)
        .allSatisfy(
            rule -> assertThat(rule.at("/AllowedOrigins/0/!If/1").toString()).isEqualTo(origin));
    assertThat(WRITTEN.root().at("/Outputs/ConsoleUrl/Value/!If/1").toString()).isEqualTo(origin);
    assertThat(
            WRITTEN.properties("ConsolePaths").at("/FunctionCode/!Sub/1/OwnHost/!If/1").toString())
        .isEqualTo(host);
    assertThat(
            WRITTEN.properties("ConsoleCdn").at("/DistributionConfig/Aliases/!If/1/0").toString())
        .isEqualTo(host);
  }

  @Test
  void letsOnlyPagesOfConsolesUploadAndReadAndNobodyWithoutOne() {
    var cors = WRITTEN.root().at("/Resources/Bucket/Properties/CorsConfiguration/!If");

    assertThat(cors.at("/0").asText()).isEqualTo("LetsPagesIn");
    assertThat(WRITTEN.root().at("/Conditions/LetsPagesIn/!Or").toString())
        .isEqualTo("[{\"!Condition\":\"HasConsole\"},{\"!Condition\":\"HasConsoleElsewhere\"}]");
    assertThat(cors.at("/1/CorsRules"))
        .hasSize(2)
        .allSatisfy(
            rule -> {
              assertThat(rule.at("/AllowedOrigins")).hasSize(2);
              assertThat(rule.at("/AllowedOrigins/0/!If/0").asText()).isEqualTo("HasOwnName");
              assertThat(named(rule.at("/AllowedOrigins/0")))
                  .containsExactly("ConsoleCdn", "PublicUrl");
              assertThat(named(rule.at("/AllowedOrigins/1"))).containsExactly("ConsoleOrigin");
              assertThat(rule.at("/AllowedMethods")).hasSize(1);
            })
        .extracting(rule -> rule.at("/AllowedMethods/0").asText())
        .containsExactly("PUT", "GET");
    assertThat(cors.at("/2/!Ref").asText()).isEqualTo("AWS::NoValue");
  }

  @Test
  void namesBucketsInEveryRegionWithoutCapitalsOrTooManyLetters() {
    assertThat(WRITTEN.ofType("AWS::S3::Bucket").values())
        .filteredOn(bucket -> bucket.has("BucketName"))
        .hasSize(2)
        .allSatisfy(
            bucket -> {
              var name = bucket.at("/BucketName/!Sub").asText();
              assertThat(named(bucket.path("BucketName"))).containsExactly("BucketPrefix");
              assertThat(
                      name.replace("${BucketPrefix}", "b".repeat(LONGEST_PREFIX))
                          .replace("${AWS::AccountId}", "1".repeat(12))
                          .replace("${AWS::Region}", "ap-southeast-1"))
                  .matches("[a-z0-9-]{3,63}");
            });
  }

  /** Lambda keeps code of 75 GB in an account and region, and SAM's default keeps each version. */
  @Test
  void keepsNoVersionThatNoAliasNames() {
    assertThat(TEMPLATE.functions())
        .filteredOn(each -> WRITTEN.properties(each.logicalId()).has("AutoPublishAlias"))
        .isNotEmpty()
        .allSatisfy(
            function -> {
              var properties = WRITTEN.properties(function.logicalId());
              assertThat(properties.path("VersionDeletionPolicy").asText())
                  .as(function.name())
                  .isEqualTo("Delete");
              assertThat(
                      WRITTEN.root().at("/Resources/" + function.logicalId()).has("DeletionPolicy"))
                  .isFalse();
            });
  }

  @Test
  void hasTheIndexesThatTheCodeQueries() throws IOException {
    var keys =
        Files.readString(
            FILE.resolveSibling("shared/aws/src/main/java/dev/keyshelf/aws/Keys.java"));

    assertThat(TEMPLATE.tables())
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.indexes())
                    .extracting(Index::name)
                    .containsExactlyInAnyOrderElementsOf(
                        Pattern.compile("_INDEX =\\s*\"([a-z-]+)\"")
                            .matcher(keys)
                            .results()
                            .map(match -> match.group(1))
                            .toList()));
  }
}
