package dev.keyshelf.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.catalog.Artifact;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks how template.yaml lets CloudFront serve the files of downloads. */
final class FilesHostingTest {
  private static final RawTemplate WRITTEN = RawTemplate.read(Settings.defaultTemplate());
  private static final JsonNode CDN = WRITTEN.properties("ConsoleCdn").path("DistributionConfig");

  /** Returns the part of a list that the stack has only with a public key. */
  private static JsonNode onlyWithAKey(JsonNode list) {
    var optional = RawTemplate.listOf(list).stream().filter(each -> each.has("!If")).toList();
    assertThat(optional).hasSize(1);
    assertThat(optional.getFirst().at("/!If/0").asText()).isEqualTo("ServesFiles");
    assertThat(optional.getFirst().at("/!If/2/!Ref").asText()).isEqualTo("AWS::NoValue");
    return optional.getFirst().at("/!If/1");
  }

  @Test
  void servesVerifiedFilesToThoseWithASignedUrlOnly() {
    var behaviour = onlyWithAKey(CDN.path("CacheBehaviors"));

    assertThat("/" + Artifact.verifiedKey("0".repeat(64)))
        .startsWith(behaviour.path("PathPattern").asText().replace("*", ""));
    assertThat(behaviour.path("TrustedKeyGroups").toString())
        .isEqualTo("[{\"!Ref\":\"FilesKeyGroup\"}]");
    assertThat(behaviour.path("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
    assertThat(behaviour.path("AllowedMethods").toString()).isEqualTo("[\"GET\",\"HEAD\"]");
    assertThat(WRITTEN.properties("FilesKeyGroup").at("/KeyGroupConfig/Items").toString())
        .isEqualTo("[{\"!Ref\":\"FilesPublicKey\"}]");
  }

  @Test
  void theDistributionReadsNothingElseOfTheBucket() {
    var statements = WRITTEN.properties("BucketPolicy").at("/PolicyDocument/Statement");
    var grant = onlyWithAKey(statements);

    assertThat(grant.path("Effect").asText()).isEqualTo("Allow");
    assertThat(grant.at("/Principal/Service").asText()).isEqualTo("cloudfront.amazonaws.com");
    assertThat(grant.path("Action").asText()).isEqualTo("s3:GetObject");
    assertThat(grant.at("/Resource/!Sub").asText()).isEqualTo("${Bucket.Arn}/verified/*");
    assertThat(grant.at("/Condition/StringEquals/aws:SourceArn/!Sub").asText())
        .endsWith("::${AWS::AccountId}:distribution/${ConsoleCdn}");
    assertThat(statements)
        .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
        .isEmpty();
  }

  /** A reference to the bucket would be a circle: its rules for uploads know the distribution. */
  @Test
  void namesTheBucketOfTheFunctions() {
    var origin = onlyWithAKey(CDN.path("Origins"));
    var name =
        WRITTEN.root().at("/Globals/Function/Environment/Variables/KEYSHELF_BUCKET/!Sub").asText();

    assertThat(origin.at("/DomainName/!Sub").asText())
        .isEqualTo(name + ".s3.${AWS::Region}.${AWS::URLSuffix}");
    assertThat(origin.at("/OriginAccessControlId/!GetAtt").asText()).isEqualTo("FilesAccess.Id");
    assertThat(WRITTEN.reachedFrom(CDN)).doesNotContain("ConsoleCdn");
  }

  /** What is stored for one name of a file must not be sent under another one. */
  @Test
  void storesAFileByItsNameAndMediaType() {
    var cache = WRITTEN.properties("FilesCache").path("CachePolicyConfig");
    var key = cache.path("ParametersInCacheKeyAndForwardedToOrigin");

    assertThat(key.at("/QueryStringsConfig/QueryStrings").toString())
        .isEqualTo("[\"response-content-disposition\",\"response-content-type\"]");
    assertThat(key.at("/QueryStringsConfig/QueryStringBehavior").asText()).isEqualTo("whitelist");
    assertThat(key.at("/HeadersConfig/HeaderBehavior").asText()).isEqualTo("none");
  }

  /** Files and the console have one origin, so a script in a file would be the console's. */
  @Test
  void noBrowserShowsAFile() {
    var headers =
        WRITTEN.properties("FilesHeaders").at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");

    assertThat(headers.at("/ContentSecurityPolicy/ContentSecurityPolicy").asText())
        .isEqualTo("default-src 'none'; sandbox");
    assertThat(headers.at("/ContentTypeOptions/Override").asText()).isEqualTo("true");
    assertThat(
            onlyWithAKey(CDN.path("CacheBehaviors")).at("/ResponseHeadersPolicyId/!Ref").asText())
        .isEqualTo("FilesHeaders");
  }

  @Test
  void isLeftOutAsAWholeWithoutAPublicKey() {
    assertThat(WRITTEN.root().at("/Conditions/ServesFiles/!And").toString())
        .isEqualTo(
            "[{\"!Condition\":\"HasConsole\"},"
                + "{\"!Not\":[{\"!Equals\":[{\"!Ref\":\"DownloadPublicKey\"},\"\"]}]}]");
    assertThat(WRITTEN.root().path("Resources").properties())
        .filteredOn(resource -> resource.getKey().startsWith("Files"))
        .hasSize(5)
        .allSatisfy(
            resource ->
                assertThat(resource.getValue().path("Condition").asText())
                    .isEqualTo("ServesFiles"));
  }

  /** CloudFront knows the key before a function signs with it, and after it has stopped. */
  @Test
  void functionsSignForCloudFrontOnlyIfItServesFiles() {
    assertThat(WRITTEN.root().at("/Conditions/SignsForCloudFront/!And").toString())
        .isEqualTo(
            "[{\"!Condition\":\"ServesFiles\"},{\"!Condition\":\"HasPublicUrl\"},"
                + "{\"!Equals\":[{\"!Ref\":\"Downloads\"},\"cloudfront\"]}]");
    var variables = WRITTEN.root().at("/Globals/Function/Environment/Variables");
    assertThat(List.of("KEYSHELF_FILES_KEY", "KEYSHELF_FILES_PUBLIC_KEY"))
        .allSatisfy(
            name ->
                assertThat(variables.path(name).at("/!If/0").asText())
                    .isEqualTo("SignsForCloudFront"));
    assertThat(WRITTEN.root().at("/Rules/CloudFrontHasItsKey/Assertions/1/Assert").toString())
        .contains("DownloadKeyId", "DownloadPublicKey");
  }

  @Test
  void onOneMachineS3ServesFiles() {
    assertThat(Template.read(Settings.defaultTemplate()).globalEnvironment())
        .containsEntry("KEYSHELF_FILES_KEY", "")
        .containsEntry("KEYSHELF_FILES_PUBLIC_KEY", "");
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA BBBBBQ==, true",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABBBBBQ==, false",
    "-----BEGIN PUBLIC KEY-----, false"
  })
  void takesOnlyAPublicKeyInLines(String value, boolean taken) {
    var pattern = WRITTEN.root().at("/Parameters/DownloadPublicKey/AllowedPattern").asText();

    assertThat(Pattern.matches(pattern, value)).isEqualTo(taken);
  }
}
