package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.testkit.Story;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ArtifactUrlsTest {
  private static final Duration LIFETIME = Duration.ofSeconds(150);

  private static URI sign(String fileName) {
    return sign(fileName, LIFETIME);
  }

  private static URI sign(String fileName, Duration lifetime) {
    var someone = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    try (var presigner =
        S3Presigner.builder().region(Region.US_EAST_1).credentialsProvider(someone).build()) {
      return new S3ArtifactUrls(presigner, "files", lifetime).sign(Story.file(fileName));
    }
  }

  private static String parameter(URI url, String name) {
    return Arrays.stream(url.getRawQuery().split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  /** RFC 6266 and RFC 8187. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          a-b_c.iso       | filename="a-b_c.iso"       | filename*=UTF-8''a-b_c.iso
          a b (1).iso     | filename="a b (1).iso"     | filename*=UTF-8''a%20b%20%281%29.iso
          "a" 'b'; c.iso  | filename="_a_ 'b'; c.iso"  | filename*=UTF-8''%22a%22%20%27b%27%3B%20c.iso
          100% * +.iso    | filename="100_ * +.iso"    | filename*=UTF-8''100%25%20%2A%20%2B.iso
          版 é 😀.iso     | filename="_ _ _.iso"       | filename*=UTF-8''%E7%89%88%20%C3%A9%20%F0%9F%98%80.iso
          """)
  void namesThePlainAndTheExactFileName(String fileName, String plain, String exact) {
    assertThat(parameter(sign(fileName), "response-content-disposition"))
        .isEqualTo("attachment; " + plain + "; " + exact);
  }

  @Test
  void signsAUrlForItsLifetime() {
    assertThat(parameter(sign("a.iso"), "X-Amz-Expires")).isEqualTo("150");
    assertThat(parameter(sign("a.iso", Duration.ofHours(1)), "X-Amz-Expires")).isEqualTo("3600");
  }

  @Test
  void refusesALifetimeOfMoreThanAnHour() {
    for (var lifetime : new Duration[] {Duration.ofSeconds(3601), Duration.ZERO}) {
      assertThatIllegalArgumentException().isThrownBy(() -> sign("a.iso", lifetime));
    }
  }
}
