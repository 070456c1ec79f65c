package dev.keyshelf.local.stack;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.local.fault.UserFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * The region and the credentials of an operator, found where the AWS CLI finds them.
 *
 * @param environment the variables of the process
 * @param region the region that was asked for; empty for that of the variables or the profile
 * @param profile the profile that was asked for; empty for the variables' credentials, or else the
 *     SDK's default chain
 */
public record OperatorAccess(
    Map<String, String> environment, Optional<String> region, Optional<String> profile) {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final String USUAL_PROFILE = "default";

  /** The end of some messages of the SDK, which is not for people. */
  private static final Pattern DUMP = Pattern.compile("(?s): ProfileFile\\(.*");

  /** Copies the variables. */
  public OperatorAccess {
    environment = Map.copyOf(environment);
  }

  /**
   * Returns the region.
   *
   * @throws UserFault if there is none, or it is malformed
   */
  public String regionName() {
    var name =
        region
            .or(() -> variable("AWS_REGION"))
            .or(() -> variable("AWS_DEFAULT_REGION"))
            .or(this::ofProfile)
            .orElseThrow(
                () ->
                    new UserFault(
                        "no region: name it by --region or AWS_REGION, or choose a profile that"
                            + " has one"));
    if (!REGION.matcher(name).matches()) {
      throw new UserFault("a region has a name such as eu-central-1, was '%s'".formatted(name));
    }
    return name;
  }

  /**
   * Returns calls of AWS.
   *
   * @throws UserFault if there is no region, or there are no credentials
   */
  public OperatorCalls calls() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("AWS_REGION", regionName());
    var credentials = credentials();
    try {
      // Only to say at once that there are none. The provider reloads those that expire.
      var _ = credentials.resolveCredentials();
    } catch (SdkException | IllegalStateException none) {
      throw new UserFault(
          profile
              .map(name -> "the profile %s has no credentials: %s".formatted(name, message(none)))
              .orElse(
                  "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a"
                      + " profile by --profile or AWS_PROFILE"),
          none);
    }
    return OperatorCalls.of(variables, credentials);
  }

  private AwsCredentialsProvider credentials() {
    if (profile.isPresent()) {
      return ProfileCredentialsProvider.create(profile.get());
    }
    var id = variable("AWS_ACCESS_KEY_ID");
    var secret = variable("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        variable("AWS_SESSION_TOKEN").isPresent()
            ? AwsSessionCredentials.create(
                id.get(), secret.get(), variable("AWS_SESSION_TOKEN").get())
            : AwsBasicCredentials.create(id.get(), secret.get()));
  }

  private Optional<String> ofProfile() {
    var name = profile.or(() -> variable("AWS_PROFILE")).orElse(USUAL_PROFILE);
    return ProfileFile.defaultProfileFile()
        .profile(name)
        .flatMap(each -> each.property(ProfileProperty.REGION));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String message(RuntimeException e) {
    return DUMP.matcher(String.valueOf(e.getMessage())).replaceFirst("");
  }
}
