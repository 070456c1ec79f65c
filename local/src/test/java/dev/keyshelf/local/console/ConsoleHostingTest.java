package dev.keyshelf.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.OneMachine;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Compares how template.yaml serves the console on AWS with how the server does on one machine. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
final class ConsoleHostingTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final JsonNode CDN = WRITTEN.properties("ConsoleCdn").path("DistributionConfig");
  private static final JsonNode HEADERS =
      WRITTEN.properties("ConsoleHeaders").path("ResponseHeadersPolicyConfig");
  private static final String FUNCTION =
      WRITTEN.properties("ConsolePaths").at("/FunctionCode/!Sub/0").asText();

  /** Headers of an answer that are about its body, its connection or its own path. */
  private static final Set<String> OWN =
      Set.of("apigw-requestid", "cache-control", "content-length", "content-type", "date", "vary");

  private static final String NOTHING_STORED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
  private static final String ALL_HEADERS_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

  @TempDir private Path data;

  /** Returns what the server answers for config.json, with its addresses written as on AWS. */
  private Map<String, String> served(StringBuilder config)
      throws IOException, InterruptedException {
    var settings =
        Settings.inMemory(FILE)
            .withData(data)
            .withPort(0)
            .withoutSamples()
            .withClockOffset(Beginning.offset());
    try (var machine = OneMachine.start(settings);
        var http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(machine.baseUrl() + "/config.json")).build(),
              BodyHandlers.ofString());
      config.append(answer.body());
      var issuer = URI.create(new ObjectMapper().readTree(answer.body()).path("issuer").asText());
      var origin = issuer.getScheme() + "://" + issuer.getAuthority();
      var files = Objects.requireNonNull(machine.storeEnvironment().get("AWS_ENDPOINT_URL_S3"));
      Map<String, String> headers = new TreeMap<>();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  headers.put(
                      name,
                      String.join(", ", values)
                          .replace("<" + origin + ">", "<https://${Issuer}>")
                          .replace(origin, "https://${Issuer}${Staff}${Others}")
                          .replace(files, "https://${Files}")));
      headers.keySet().removeAll(OWN);
      return headers;
    }
  }

  private static Map<String, String> declared() {
    Map<String, String> headers = new TreeMap<>();
    HEADERS
        .at("/CustomHeadersConfig/Items")
        .forEach(
            item -> {
              var value = item.path("Value");
              headers.put(
                  item.path("Header").asText().toLowerCase(Locale.ROOT),
                  value.isTextual() ? value.asText() : value.at("/!Sub/0").asText());
            });
    var guards = HEADERS.path("SecurityHeadersConfig");
    headers.put(
        "content-security-policy",
        guards
            .at("/ContentSecurityPolicy/ContentSecurityPolicy/!Sub/0")
            .asText()
            // The server allows the script of its page on the page only.
            .replaceFirst(" 'sha256-[^']*'", ""));
    headers.put("referrer-policy", guards.at("/ReferrerPolicy/ReferrerPolicy").asText());
    if (guards.has("ContentTypeOptions")) {
      headers.put("x-content-type-options", "nosniff");
    }
    return headers;
  }

  @Test
  void sendsTheHeadersAndSettingsThatTheServerSends() throws Exception {
    var config = new StringBuilder();

    assertThat(declared()).isEqualTo(served(config));

    var json = new ObjectMapper();
    ObjectNode written = (ObjectNode) json.readTree(assigned("var config"));
    written.set("operator", json.readTree(assigned("config.operator")));
    written.set("claims", json.readTree(assigned("config.claims")));
    assertThat(fieldsOf(written, "")).isEqualTo(fieldsOf(json.readTree(config.toString()), ""));
  }

  @Test
  void asksBrowsersToUseEncryptedConnectionsOnEachPath() {
    for (var policy : List.of("ConsoleHeaders", "TransportHeaders")) {
      var transport =
          WRITTEN
              .properties(policy)
              .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig/StrictTransportSecurity");
      assertThat(transport.path("AccessControlMaxAgeSec").asInt()).isEqualTo(31_536_000);
      // Other names below the console's may belong to others.
      assertThat(transport.path("IncludeSubdomains").asText()).isEqualTo("false");
    }
    assertThat(CDN.at("/DefaultCacheBehavior/ResponseHeadersPolicyId/!Ref").asText())
        .isEqualTo("ConsoleHeaders");
    assertThat(behavioursOfTheApi())
        .allSatisfy(
            behaviour ->
                assertThat(behaviour.at("/ResponseHeadersPolicyId/!Ref").asText())
                    .isEqualTo("TransportHeaders"));
  }

  private static String assigned(String variable) {
    var assignment = Pattern.compile(Pattern.quote(variable) + " = (\\{.*});").matcher(FUNCTION);
    assertThat(assignment.find()).as(variable).isTrue();
    return assignment.group(1);
  }

  private static Set<String> fieldsOf(JsonNode node, String place) {
    Set<String> fields = new TreeSet<>();
    node.properties()
        .forEach(
            field -> {
              fields.add(place + field.getKey());
              fields.addAll(fieldsOf(field.getValue(), place + field.getKey() + "."));
            });
    return fields;
  }

  @Test
  void letsPagesConnectToTheHostOfPresignedUrlsInEveryRegion() {
    for (var region : List.of(Region.US_EAST_1, Region.EU_CENTRAL_1)) {
      try (var presigner =
          S3Presigner.builder()
              .region(region)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
              .build()) {
        var url =
            presigner
                .presignPutObject(
                    put ->
                        put.signatureDuration(Duration.ofMinutes(2))
                            .putObjectRequest(
                                object ->
                                    object.bucket("shop-files-000000000000-" + region).key("a")))
                .url();

        assertThat(url.getHost()).isEqualTo(filesIn(region));
      }
    }
  }

  private static String filesIn(Region region) {
    var files =
        HEADERS.at(
            "/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy/!Sub/1/Files/!If");
    assertThat(WRITTEN.root().at("/Conditions/IsInVirginia/!Equals").toString())
        .isEqualTo("[{\"!Ref\":\"AWS::Region\"},\"us-east-1\"]");
    assertThat(files.path(0).asText()).isEqualTo("IsInVirginia");
    return files
        .path(region.equals(Region.US_EAST_1) ? 1 : 2)
        .path("!Sub")
        .asText()
        .replace("${BucketPrefix}", "shop")
        .replace("${AWS::AccountId}", "000000000000")
        .replace("${AWS::Region}", region.id())
        .replace("${AWS::URLSuffix}", "amazonaws.com");
  }

  /** Returns what the stack always has. FilesHostingTest looks at the other one. */
  private static List<JsonNode> behavioursOfTheApi() {
    return RawTemplate.listOf(CDN.path("CacheBehaviors")).stream()
        .filter(behaviour -> !behaviour.has("!If"))
        .toList();
  }

  @Test
  void passesEachRouteOnWithoutStoringAnything() {
    Set<String> routes = new TreeSet<>();
    Template.read(FILE).functions().stream()
        .map(FunctionDeclaration::routes)
        .flatMap(List::stream)
        .forEach(route -> routes.add(route.path().replaceFirst("^(/[^/]+/).*", "$1*")));
    Set<String> patterns = new TreeSet<>();
    behavioursOfTheApi()
        .forEach(
            behaviour -> {
              patterns.add(behaviour.path("PathPattern").asText());
              assertThat(behaviour.path("TargetOriginId").asText()).isEqualTo("api");
              assertThat(behaviour.path("CachePolicyId").asText()).isEqualTo(NOTHING_STORED);
              assertThat(behaviour.path("OriginRequestPolicyId").asText())
                  .isEqualTo(ALL_HEADERS_BUT_HOST);
              assertThat(behaviour.path("AllowedMethods")).hasSize(7);
              assertThat(behaviour.path("ViewerProtocolPolicy").asText()).isNotEqualTo("allow-all");
              assertThat(behaviour.has("FunctionAssociations")).isFalse();
            });

    assertThat(patterns).isEqualTo(routes);
  }

  /** An error that is stored would be sent to other people who ask for the same path. */
  @Test
  void storesNoErrorAndReplacesNone() {
    Set<Integer> codes = new TreeSet<>();
    CDN.path("CustomErrorResponses")
        .forEach(
            error -> {
              codes.add(error.path("ErrorCode").asInt());
              assertThat(error.path("ErrorCachingMinTTL").asInt(-1)).isZero();
              assertThat(error).hasSize(2);
            });

    // All codes that CloudFront stores, or lets a distribution say something about.
    assertThat(codes).containsExactly(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);
  }

  @Test
  void storesFilesAsLongAsTheyThemselvesSay() {
    var cache = WRITTEN.properties("ConsoleCache").path("CachePolicyConfig");

    assertThat(cache.path("MinTTL").asInt(-1)).isZero();
    assertThat(cache.path("DefaultTTL").asInt(-1)).isZero();
    assertThat(CDN.at("/DefaultCacheBehavior/CachePolicyId/!Ref").asText())
        .isEqualTo("ConsoleCache");
  }

  @Test
  void answersOfTheApiComeBeforeTheDistributionGivesUp() {
    assertThat(CDN.at("/Origins/1/CustomOriginConfig/OriginReadTimeout").asInt()).isGreaterThan(30);
  }

  @Test
  void onlyTheDistributionReadsTheBucketAndOnlyFilesByTheirName() {
    var statements = WRITTEN.properties("ConsoleBucketPolicy").at("/PolicyDocument/Statement");

    assertThat(statements)
        .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.at("/Principal/Service").asText())
                  .isEqualTo("cloudfront.amazonaws.com");
              assertThat(statement.path("Action").asText()).isEqualTo("s3:GetObject");
              assertThat(statement.at("/Condition/StringEquals/aws:SourceArn/!Sub").asText())
                  .endsWith("::${AWS::AccountId}:distribution/${ConsoleCdn}");
            });
    assertThat(CDN.at("/Origins/0/OriginAccessControlId").toString()).contains("ConsoleAccess.Id");
  }

  @Test
  void needsTls12UnderANameOfItsOwn() {
    assertThat(CDN.at("/ViewerCertificate/!If/1/MinimumProtocolVersion").asText())
        .isEqualTo("TLSv1.2_2021");
    assertThat(CDN.at("/HttpVersion").asText()).isEqualTo("http2and3");
    assertThat(CDN.at("/Origins/1/CustomOriginConfig/OriginProtocolPolicy").asText())
        .isEqualTo("https-only");
  }

  /** The distribution needs the API, which needs the functions. */
  @Test
  void noFunctionNeedsTheDistribution() {
    assertThat(WRITTEN.reachedFrom(CDN)).contains("Api");
    assertThat(WRITTEN.reachedFrom(WRITTEN.root().path("Globals"))).doesNotContain("ConsoleCdn");
    assertThat(WRITTEN.reachedFrom(WRITTEN.properties("Api"))).doesNotContain("ConsoleCdn");
    Template.read(FILE)
        .functions()
        .forEach(
            function -> {
              ObjectNode properties = WRITTEN.properties(function.logicalId()).deepCopy();
              // A notification of the bucket, which knows the distribution, makes it need the
              // function.
              properties.remove("Events");
              assertThat(WRITTEN.reachedFrom(properties))
                  .as(function.name())
                  .doesNotContain("ConsoleCdn");
            });
  }

  @Test
  void isLeftOutAsAWholeWithoutConsole() {
    assertThat(WRITTEN.root().at("/Conditions/HasConsole/!Equals").toString())
        .isEqualTo("[{\"!Ref\":\"Console\"},\"true\"]");
    assertThat(WRITTEN.root().path("Resources").properties())
        .filteredOn(
            resource ->
                resource.getKey().startsWith("Console")
                    || resource.getValue().path("Type").asText().startsWith("AWS::CloudFront::"))
        .filteredOn(resource -> !resource.getKey().startsWith("Files"))
        .hasSize(8)
        .allSatisfy(
            resource ->
                assertThat(resource.getValue().path("Condition").asText())
                    .as(resource.getKey())
                    .isEqualTo("HasConsole"));
    assertThat(Template.read(FILE).buckets()).hasSize(2);
  }
}
