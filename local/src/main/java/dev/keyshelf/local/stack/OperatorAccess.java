package dev.keyshelf.local.stack;

import dev.keyshelf.aws.OperatorCalls;
import dev.keyshelf.local.fault.UserFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
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
 * @param profile the profile that was asked for; empty for the credentials or the profile of the
 *     variables, or else for the profile {@code default}, a container or an instance
 */
public record OperatorAccess(
    Map<String, String> environment, Optional<String> region, Optional<String> profile) {
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");
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
          namedProfile()
              .map(name -> whyNot(name, none))
              .orElse(
                  "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a"
                      + " profile by --profile or AWS_PROFILE"),
          none);
    }
    return OperatorCalls.of(variables, credentials);
  }

  private static String whyNot(String profile, RuntimeException none) {
    var message = String.valueOf(none.getMessage());
    return message.contains("module must be on the class path")
        ? ("the profile %s is of a single sign-on or a role, which needs the AWS CLI: run eval"
                + " \"$(aws configure export-credentials --profile %s --format env)\", and name no"
                + " profile but a region")
            .formatted(profile, profile)
        : "the profile %s has no credentials: %s"
            .formatted(profile, DUMP.matcher(message).replaceFirst(""));
  }

  /** Returns the profile whose credentials are meant, and no others. */
  private Optional<String> namedProfile() {
    return profile.or(
        () -> keysOfTheEnvironment().isPresent() ? Optional.empty() : variable("AWS_PROFILE"));
  }

  private AwsCredentialsProvider credentials() {
    return namedProfile()
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .or(() -> keysOfTheEnvironment().map(StaticCredentialsProvider::create))
        .orElseGet(this::usual);
  }

  private Optional<AwsCredentials> keysOfTheEnvironment() {
    var id = variable("AWS_ACCESS_KEY_ID");
    var secret = variable("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return variable("AWS_SESSION_TOKEN")
        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
        .or(() -> Optional.of(AwsBasicCredentials.create(id.get(), secret.get())));
  }

  /** The SDK's default chain would read the variables of the process once more. */
  private AwsCredentialsProvider usual() {
    List<AwsCredentialsProvider> providers = new ArrayList<>();
    providers.add(ProfileCredentialsProvider.create(USUAL_PROFILE));
    if (variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
        .or(() -> variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
        .isPresent()) {
      providers.add(ContainerCredentialsProvider.create());
    }
    providers.add(InstanceProfileCredentialsProvider.create());
    return AwsCredentialsProviderChain.of(providers.toArray(AwsCredentialsProvider[]::new));
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
}
