package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks how requests reach what template.yaml declares, and what their log holds. */
final class TransportTest {
  private static final Path FILE = Settings.defaultTemplate();
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);
  private static final JsonNode API = WRITTEN.properties("Api");

  /** Returns the conditions under which a policy denies everything to everybody. */
  private static List<String> denialsOfAll(JsonNode policy, String action) {
    return RawTemplate.listOf(policy.at("/PolicyDocument/Statement")).stream()
        .filter(statement -> statement.path("Effect").asText().equals("Deny"))
        .filter(statement -> statement.path("Principal").asText().equals("*"))
        .filter(statement -> statement.path("Action").asText().equals(action))
        .map(statement -> statement.path("Condition").toString())
        .toList();
  }

  @Test
  void everyBucketRefusesTransportBelowTls12() {
    var policies = WRITTEN.ofType("AWS::S3::BucketPolicy").values();
    var guarded =
        policies.stream()
            .filter(
                policy ->
                    denialsOfAll(policy, "s3:*")
                        .equals(
                            List.of(
                                "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                                "{\"NumericLessThan\":{\"s3:TlsVersion\":\"1.2\"}}")))
            .map(policy -> policy.at("/Bucket/!Ref").asText())
            .collect(Collectors.toSet());

    assertThat(guarded).isEqualTo(WRITTEN.ofType("AWS::S3::Bucket").keySet());
  }

  @Test
  void everyStatementOnTransportNamesTheBucketAndItsObjects() {
    WRITTEN
        .ofType("AWS::S3::BucketPolicy")
        .values()
        .forEach(
            policy -> {
              var bucket = policy.at("/Bucket/!Ref").asText();
              assertThat(policy.at("/PolicyDocument/Statement"))
                  .filteredOn(statement -> statement.path("Action").asText().equals("s3:*"))
                  .hasSize(2)
                  .allSatisfy(
                      statement ->
                          assertThat(statement.path("Resource").toString())
                              .isEqualTo(
                                  "[{\"!GetAtt\":\"%s.Arn\"},{\"!Sub\":\"${%s.Arn}/*\"}]"
                                      .formatted(bucket, bucket)));
            });
  }

  @Test
  void everyQueueRefusesPlainTransport() {
    Set<String> guarded = new TreeSet<>();
    WRITTEN
        .ofType("AWS::SQS::QueuePolicy")
        .values()
        .forEach(
            policy -> {
              assertThat(denialsOfAll(policy, "sqs:*"))
                  .containsExactly("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
              policy.path("Queues").forEach(queue -> guarded.add(queue.path("!Ref").asText()));
            });

    assertThat(guarded).isEqualTo(WRITTEN.ofType("AWS::SQS::Queue").keySet());
  }

  @Test
  void theDistributionSpeaksTls12ToTheApi() {
    var origin = WRITTEN.properties("ConsoleCdn").at("/DistributionConfig/Origins/1");

    assertThat(origin.at("/CustomOriginConfig/OriginSSLProtocols").toString())
        .isEqualTo("[\"TLSv1.2\"]");
  }

  /** The gateway's own limit counts all addresses together. The web ACL's counts each. */
  @Test
  void throttlesEachRouteOfLinks() {
    var settings = API.path("RouteSettings");
    Set<String> throttled = new TreeSet<>();
    settings
        .properties()
        .forEach(
            route -> {
              throttled.add(route.getKey());
              assertThat(route.getValue().path("ThrottlingRateLimit").asInt())
                  .isLessThan(API.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt());
            });
    var routes =
        Template.read(FILE).functions().stream()
            .map(FunctionDeclaration::routes)
            .flatMap(List::stream)
            .filter(route -> route.path().startsWith("/d/"))
            .map(route -> route.method() + " " + route.path())
            .toList();

    assertThat(throttled).containsExactlyInAnyOrderElementsOf(routes);
    assertThat(settings.path("GET /d/{token}")).isEqualTo(settings.path("POST /d/{token}"));
  }

  @Test
  void logsWhoCalledAndWhyTheAuthorizerRefused() throws IOException {
    var format = API.at("/AccessLogSettings/Format").asText();
    var fields = new ObjectMapper().readTree(format);

    assertThat(format).doesNotContain("\n");
    assertThat(
            fields.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, TransportTest::text)))
        .containsEntry("requestId", "$context.requestId")
        .containsEntry("routeKey", "$context.routeKey")
        .containsEntry("status", "$context.status")
        .containsEntry("sourceIp", "$context.identity.sourceIp")
        .containsEntry("authorizerError", "$context.authorizer.error")
        .containsEntry("integrationError", "$context.integrationErrorMessage");
  }

  private static String text(Map.Entry<String, JsonNode> field) {
    return field.getValue().asText();
  }

  /** A path has a link's secret, and what a client wrote can hold anything. */
  @Test
  void logsNothingThatAClientWrote() {
    assertThat(API.at("/AccessLogSettings/Format").asText())
        .doesNotContainIgnoringCase("path", "domain", "userAgent", "claims", "header", "query");
  }
}
