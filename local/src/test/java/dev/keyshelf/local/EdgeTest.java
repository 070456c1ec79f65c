package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyshelf.http.Body;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks edge.yaml: the web ACL before the distribution, and what its logs hold. */
final class EdgeTest {
  private static final Path FILE = Settings.defaultTemplate().resolveSibling("edge.yaml");
  private static final RawTemplate EDGE = RawTemplate.read(FILE);
  private static final RawTemplate STACK = RawTemplate.read(Settings.defaultTemplate());
  private static final JsonNode ACL = EDGE.properties("WebAcl");

  private static JsonNode rule(String name) {
    return StreamSupport.stream(ACL.path("Rules").spliterator(), false)
        .filter(rule -> rule.path("Name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void limitsAnAddressOnLinksForEveryMethod() {
    var rate = rule("links-by-address").at("/Statement/RateBasedStatement");

    assertThat(rate.path("AggregateKeyType").asText()).isEqualTo("IP");
    assertThat(rate.at("/Limit/!Ref").asText()).isEqualTo("LinkRequestsPerAddress");
    // Only the path: a condition on the method would leave others unlimited.
    assertThat(rate.path("ScopeDownStatement")).hasSize(1);
    assertThat(rate.at("/ScopeDownStatement/ByteMatchStatement/FieldToMatch").toString())
        .isEqualTo("{\"UriPath\":{}}");
    assertThat(rate.at("/ScopeDownStatement/ByteMatchStatement/SearchString").asText())
        .isEqualTo("/d/");
  }

  /** The gateway decodes a path before it looks for the route. */
  @Test
  void knowsPathsOfLinksInOtherSpellings() {
    for (var match :
        List.of(
            rule("links-by-address")
                .at("/Statement/RateBasedStatement/ScopeDownStatement/ByteMatchStatement"),
            rule("forms-of-links").at("/Statement/AndStatement/Statements/0/ByteMatchStatement"))) {
      assertThat(match.path("SearchString").asText()).isEqualTo("/d/");
      assertThat(match.path("PositionalConstraint").asText()).isEqualTo("STARTS_WITH");
      assertThat(match.path("TextTransformations"))
          .extracting(each -> each.path("Type").asText())
          .containsExactly("URL_DECODE", "NORMALIZE_PATH");
    }
  }

  @Test
  void limitsAnAddressOnAllPathsTogether() {
    var rate = rule("all-by-address").at("/Statement/RateBasedStatement");

    assertThat(rate.path("AggregateKeyType").asText()).isEqualTo("IP");
    assertThat(rate.at("/Limit/!Ref").asText()).isEqualTo("RequestsPerAddress");
    assertThat(rate.has("ScopeDownStatement")).isFalse();
    assertThat(defaultOf("RequestsPerAddress")).isGreaterThan(defaultOf("LinkRequestsPerAddress"));
  }

  /** The descriptions of the limits, and the header in the answers, name five minutes. */
  @ParameterizedTest
  @CsvSource({
    "links-by-address, 429, TooManyRequests",
    "all-by-address, 429, TooManyRequests",
    "forms-of-links, 413, TooLarge",
    "bodies, 413, TooLarge"
  })
  void refusesInTheFormOfTheGatewaysAnswers(String rule, int status, String body) {
    var response = rule(rule).at("/Action/Block/CustomResponse");
    var rate = rule(rule).at("/Statement/RateBasedStatement");
    var wait = status == 429 ? "300" : "";

    assertThat(response.path("ResponseCode").asInt()).isEqualTo(status);
    assertThat(response.path("CustomResponseBodyKey").asText()).isEqualTo(body);
    assertThat(ACL.path("CustomResponseBodies").has(body)).isTrue();
    assertThat(rate.path("EvaluationWindowSec").asText()).isEqualTo(wait);
    assertThat(response.at("/ResponseHeaders/0/Value").asText()).isEqualTo(wait);
  }

  private static int defaultOf(String parameter) {
    return EDGE.root().at("/Parameters/" + parameter + "/Default").asInt();
  }

  /** docs/problems.md has the sizes that the functions accept. */
  @Test
  void letsThroughWhatTheApiAcceptsAndNothingLarger() throws IOException {
    var page = Files.readString(FILE.resolveSibling("docs/problems.md"));
    assertThat(page).contains("The JSON has more than 64 KiB, or the form more than 4 KiB.");
    var json = rule("bodies").at("/Statement/SizeConstraintStatement");
    var form =
        rule("forms-of-links").at("/Statement/AndStatement/Statements/1/SizeConstraintStatement");

    assertThat(json.path("Size").asInt()).isEqualTo(Body.LONGEST);
    assertThat(form.path("Size").asInt()).isEqualTo(4 * 1024);
    for (var size : List.of(json, form)) {
      assertThat(size.path("ComparisonOperator").asText()).isEqualTo("GT");
      assertThat(size.at("/FieldToMatch/Body/OversizeHandling").asText()).isEqualTo("MATCH");
    }
    assertThat(
            ACL.at("/AssociationConfig/RequestBody/CLOUDFRONT/DefaultSizeInspectionLimit").asText())
        .isEqualTo("KB_64");
  }

  @Test
  void blocksByManagedRulesExceptWhereGoodRequestsBreakThem() {
    var groups =
        StreamSupport.stream(ACL.path("Rules").spliterator(), false)
            .filter(rule -> rule.path("Statement").has("ManagedRuleGroupStatement"))
            .toList();

    assertThat(groups)
        .allSatisfy(
            group -> assertThat(group.path("OverrideAction").toString()).isEqualTo("{\"None\":{}}"))
        .extracting(group -> group.at("/Statement/ManagedRuleGroupStatement/Name").asText())
        .containsExactly(
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesCommonRuleSet");
    assertThat(rule("common").at("/Statement/ManagedRuleGroupStatement/RuleActionOverrides"))
        .allSatisfy(
            each -> assertThat(each.path("ActionToUse").toString()).isEqualTo("{\"Count\":{}}"))
        .extracting(each -> each.path("Name").asText())
        .containsExactly(
            "NoUserAgent_HEADER",
            "SizeRestrictions_BODY",
            "SizeRestrictions_QUERYSTRING",
            "EC2MetaDataSSRF_BODY",
            "GenericLFI_BODY",
            "GenericRFI_BODY",
            "CrossSiteScripting_BODY");
  }

  /** A signed URL has the file's name in its query, and CloudFront checks the signature. */
  @Test
  void letsFilesHaveAnyName() {
    var scope =
        rule("common").at("/Statement/ManagedRuleGroupStatement/ScopeDownStatement/NotStatement");

    assertThat(scope.at("/Statement/ByteMatchStatement/SearchString").asText())
        .isEqualTo("/verified/");
    assertThat(scope.at("/Statement/ByteMatchStatement/PositionalConstraint").asText())
        .isEqualTo("STARTS_WITH");
  }

  @Test
  void namesRulesApartAndMetricsByTheStack() {
    List<String> metrics = new ArrayList<>();
    ACL.findValues("MetricName").forEach(name -> metrics.add(name.path("!Sub").asText()));

    assertThat(metrics).doesNotHaveDuplicates().hasSize(1 + ACL.path("Rules").size());
    assertThat(metrics).allMatch(name -> name.startsWith("${AWS::StackName}-"));
    assertThat(ACL.path("Rules"))
        .extracting(rule -> rule.path("Priority").asInt())
        .doesNotHaveDuplicates();
  }

  /** The dimension of a web ACL's metric is the name that the ACL itself gives to its metrics. */
  @Test
  void ringsIfTheWebAclBlocksManyRequests() {
    var alarm = EDGE.properties("BlockedRequestsAlarm");

    assertThat(alarm.path("Namespace").asText()).isEqualTo("AWS/WAFV2");
    assertThat(alarm.path("MetricName").asText()).isEqualTo("BlockedRequests");
    assertThat(alarm.path("Dimensions"))
        .extracting(each -> each.path("Name").asText(), each -> each.path("Value"))
        .containsExactly(
            tuple("WebACL", ACL.at("/VisibilityConfig/MetricName")),
            tuple("Rule", TextNode.valueOf("ALL")));
    assertThat(alarm.at("/Threshold/!Ref").asText()).isEqualTo("BlockedRequestsInFiveMinutes");
    assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
    assertThat(alarm.path("Statistic").asText()).isEqualTo("Sum");
    assertThat(alarm.path("Period").asInt()).isEqualTo(300);
    assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(3);
    assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
    assertThat(EDGE.reachedFrom(alarm.path("AlarmActions"))).contains("AlarmTopicArn");
  }

  /** CloudWatch notifies topics of its own region only. */
  @Test
  void takesTopicsOfItsOwnRegionOnly() {
    var pattern = EDGE.root().at("/Parameters/AlarmTopicArn/AllowedPattern").asText();

    assertThat("").matches(pattern);
    assertThat("arn:aws:sns:us-east-1:000000000000:alarms").matches(pattern);
    assertThat("arn:aws:sns:eu-central-1:000000000000:alarms").doesNotMatch(pattern);
    assertThat("arn:aws:sns:us-east-1:000000000000:alarms.fifo").doesNotMatch(pattern);
  }

  @Test
  void hasALineForEachRuleThatBlocks() throws IOException {
    var page = Files.readString(FILE.resolveSibling("docs/runbooks/answers.md"));
    var section = page.substring(page.indexOf("\n## BlockedRequestsAlarm\n"));

    assertThat(ACL.path("Rules"))
        .extracting(rule -> rule.path("Name").asText())
        .allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
  }

  @Test
  void keepsNoSampleOfARequest() {
    assertThat(ACL.findValues("SampledRequestsEnabled"))
        .hasSize(1 + ACL.path("Rules").size())
        .allMatch(enabled -> enabled.asText().equals("false"));
  }

  @Test
  void logsBlockedRequestsWithoutTheirPathsAndTokens() {
    var logging = EDGE.properties("BlockedRequestsLogging");

    assertThat(logging.path("RedactedFields"))
        .extracting(JsonNode::toString)
        .containsExactlyInAnyOrder(
            "{\"UriPath\":{}}",
            "{\"QueryString\":{}}",
            "{\"SingleHeader\":{\"Name\":\"authorization\"}}",
            "{\"SingleHeader\":{\"Name\":\"cookie\"}}",
            "{\"SingleHeader\":{\"Name\":\"referer\"}}",
            "{\"SingleHeader\":{\"Name\":\"idempotency-key\"}}");
    assertThat(logging.at("/LoggingFilter/DefaultBehavior").asText()).isEqualTo("DROP");
    assertThat(logging.at("/LoggingFilter/Filters"))
        .singleElement()
        .hasToString(
            "{\"Behavior\":\"KEEP\",\"Requirement\":\"MEETS_ANY\",\"Conditions\":"
                + "[{\"ActionCondition\":{\"Action\":\"BLOCK\"}}]}");
    assertThat(EDGE.properties("BlockedRequests").at("/LogGroupName/!Sub").asText())
        .startsWith("aws-waf-logs-");
  }

  @Test
  void logsRequestsWithTheirAddressAndWithoutTheirPaths() {
    assertThat(EDGE.properties("RequestsDelivery").path("RecordFields"))
        .extracting(JsonNode::asText)
        .contains("c-ip", "sc-status", "ssl-protocol", "x-edge-request-id")
        .doesNotContain(
            "cs-uri-stem",
            "cs-uri-query",
            "cs(Referer)",
            "cs(Cookie)",
            "cs(User-Agent)",
            "cs(Host)",
            "x-host-header",
            "x-forwarded-for");
    assertThat(EDGE.root().path("Resources").properties())
        .filteredOn(resource -> resource.getKey().startsWith("Requests"))
        .hasSize(5)
        .allSatisfy(
            resource ->
                assertThat(resource.getValue().path("Condition").asText())
                    .isEqualTo("LogsRequests"));
  }

  @Test
  void fitsTheOtherTemplate() {
    var arn = STACK.root().at("/Outputs/ConsoleCdnArn/Value/!Sub").asText();
    assertThat(
            arn.replace("${AWS::Partition}", "aws")
                .replace("${AWS::AccountId}", "000000000000")
                .replace("${ConsoleCdn}", "E1A2B3C4D5E6F7"))
        .matches(EDGE.root().at("/Parameters/DistributionArn/AllowedPattern").asText());
    assertThat(EDGE.root().at("/Outputs/WebAclArn/Value/!GetAtt").asText()).isEqualTo("WebAcl.Arn");
    assertThat(STACK.root().path("Parameters").has("WebAclArn")).isTrue();
  }

  private static String section(String heading) throws IOException {
    var page = Files.readString(FILE.resolveSibling("docs/deploy.md"));
    var start = page.indexOf(heading);
    return page.substring(start, page.indexOf("\n### ", start));
  }

  @Test
  void hasTheParametersThatItsPageLists() throws IOException {
    var row = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\| `?([^|`]+?)`? \\|");
    var listed =
        row.matcher(section("### In front of it"))
            .results()
            .collect(Collectors.toMap(hit -> hit.group(1), hit -> hit.group(2)));
    var declared =
        EDGE.root().path("Parameters").properties().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> each.getValue().path("Default").asText().replaceFirst("^$", "empty")));

    assertThat(listed).isEqualTo(declared);
  }
}
