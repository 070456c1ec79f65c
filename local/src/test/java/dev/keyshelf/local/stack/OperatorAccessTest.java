package dev.keyshelf.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds regions and credentials in files of the AWS CLI, whose places are system properties. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
@Isolated
final class OperatorAccessTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    var config = folder.resolve("config");
    Files.writeString(
        config,
        """
        [default]
        region = eu-north-1
        [profile ops]
        region = eu-west-3
        aws_access_key_id = AKIDOPS
        aws_secret_access_key = secret
        [profile assumed]
        role_arn = arn:aws:iam::000000000000:role/ops
        source_profile = ops
        [profile desk]
        sso_session = company
        sso_account_id = 000000000000
        sso_role_name = ops
        [sso-session company]
        sso_region = eu-west-1
        sso_start_url = https://company.example/start
        [profile bare]
        output = json
        """);
    System.setProperty("aws.configFile", config.toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
    System.setProperty("aws.disableEc2Metadata", "true");
  }

  @AfterEach
  void forget() {
    System.clearProperty("aws.configFile");
    System.clearProperty("aws.sharedCredentialsFile");
    System.clearProperty("aws.disableEc2Metadata");
  }

  private static OperatorAccess access(Map<String, String> environment, String... profile) {
    return new OperatorAccess(
        environment,
        Optional.empty(),
        Optional.of(profile).map(all -> String.join("", all)).filter(name -> !name.isEmpty()));
  }

  @Test
  void takesTheRegionOfTheOptionThenTheEnvironmentThenTheProfile() {
    var named = new OperatorAccess(KEYS, Optional.of("ap-south-1"), Optional.of("ops"));
    Map<String, String> both = new HashMap<>(KEYS);
    both.put("AWS_DEFAULT_REGION", "sa-east-1");

    assertThat(named.regionName()).isEqualTo("ap-south-1");
    assertThat(access(both).regionName()).isEqualTo("sa-east-1");
    both.put("AWS_REGION", "us-west-2");
    assertThat(access(both, "ops").regionName()).isEqualTo("us-west-2");
    assertThat(access(KEYS, "ops").regionName()).isEqualTo("eu-west-3");
    assertThat(access(KEYS).regionName()).isEqualTo("eu-north-1");
    assertThat(access(Map.of("AWS_PROFILE", "ops")).regionName()).isEqualTo("eu-west-3");
  }

  @Test
  void callsWithTheCredentialsOfTheProfileRatherThanThoseOfTheEnvironment() throws IOException {
    try (var aws = new AwsStandIn()) {
      var access = new OperatorAccess(aws.environment(), Optional.empty(), Optional.of("ops"));

      assertThatExceptionOfType(UserFault.class)
          .isThrownBy(() -> Stack.open("shop", access))
          .withMessageContaining("InvalidClientTokenId");
      assertThat(Stack.open("shop", access(aws.environment())).name()).isEqualTo("shop");
    }
  }

  @Test
  void saysThatThereIsNoRegion() {
    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> access(KEYS, "bare").calls())
        .withMessageStartingWith("no region: name it by --region or AWS_REGION");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> access(Map.of()).calls())
        .withMessageStartingWith("no AWS credentials: set AWS_ACCESS_KEY_ID");
  }

  @Test
  void saysWhyAProfileHasNoCredentials() {
    Map<String, String> region = Map.of("AWS_REGION", "eu-west-1");

    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> access(region, "bare").calls())
        .withMessage(
            "the profile bare has no credentials: Profile file contained no credentials for profile"
                + " 'bare'");
    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> access(region, "opps").calls())
        .withMessageStartingWith("the profile opps has no credentials: ")
        .withMessageNotContaining("ProfileFile(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"assumed", "desk"})
  void saysHowToUseAProfileThatNeedsTheCli(String profile) {
    var line =
        "the profile %s is of a single sign-on or a role, which needs the AWS CLI: run eval \"$(aws"
            + " configure export-credentials --profile %s --format env)\", and name no profile but"
            + " a region";

    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> access(Map.of("AWS_REGION", "eu-west-1"), profile).calls())
        .withMessage(line.formatted(profile, profile));
    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> access(Map.of("AWS_REGION", "eu-west-1", "AWS_PROFILE", profile)).calls())
        .withMessage(line.formatted(profile, profile));
  }

  @Test
  void prefersTheKeysOfTheEnvironmentToItsProfile() {
    Map<String, String> both = new HashMap<>(KEYS);
    both.put("AWS_PROFILE", "desk");
    both.put("AWS_REGION", "eusc-de-east-1");

    assertThatCode(() -> access(both).calls()).doesNotThrowAnyException();
  }
}
