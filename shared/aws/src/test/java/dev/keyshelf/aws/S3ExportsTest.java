package dev.keyshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.export.Exports;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.testkit.StoppedClock;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

@OnCloud
class S3ExportsTest {
  private static final PartnerId PARTNER = new PartnerId("contoso");
  private static final String CSV = "text/csv; charset=utf-8";

  private final CloudFixture cloud;
  private final Exports exports;

  S3ExportsTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.exports = Wiring.of(OnDynamo.environment(cloud), new StoppedClock()).exports();
  }

  private static HttpResponse<String> fetched(URI url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(url).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
  }

  private String bucket() {
    return Interrupted.variable(cloud.environment(), "KEYSHELF_BUCKET");
  }

  private List<String> names() {
    return cloud.s3().listObjectsV2(list -> list.bucket(bucket())).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void isFetchedWholeFromItsUrl() throws Exception {
    var row = "版,\"a\"\r\n";
    var rows = 1_500_000; // More than two parts.

    URI url;
    try (var file = exports.begin(PARTNER, "log.csv", CSV)) {
      for (int i = 0; i < rows; i++) {
        file.append(row);
      }
      url = file.finish();
    }

    var answer = fetched(url);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().equals(row.repeat(rows))).isTrue();
    assertThat(answer.headers().firstValue("content-type")).contains(CSV);
    assertThat(answer.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"log.csv\"");
  }

  @Test
  void keepsBytesThatAreLargerThanAPart() throws Exception {
    var bytes = new byte[11_000_000];
    new Random(7).nextBytes(bytes);

    URI url;
    try (var file = exports.begin(PARTNER, "preview.pdf", "application/pdf")) {
      file.append(bytes);
      url = file.finish();
    }

    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(Arrays.equals(answer.body(), bytes)).isTrue();
    }
  }

  @Test
  void anExportWithoutTextIsAnEmptyFile() throws Exception {
    URI url;
    try (var file = exports.begin(PARTNER, "log.csv", CSV)) {
      url = file.finish();
    }

    var answer = fetched(url);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void isAFileOfItsPartnerAlone() {
    try (var one = exports.begin(PARTNER, "log.csv", CSV);
        var other = exports.begin(PARTNER, "log.csv", CSV)) {
      one.append("1");
      one.finish();
      other.append("2");
      other.finish();
    }

    assertThat(names()).hasSize(2).allMatch(name -> name.matches("exports/contoso/[^/]+/log.csv"));
  }

  @Test
  void doesNotExistBeforeItIsFinished() {
    try (var file = exports.begin(PARTNER, "log.csv", CSV)) {
      file.append("x".repeat(6_000_000));

      assertThat(names()).isEmpty();
    }

    assertThat(names()).isEmpty();
    assertThat(cloud.s3().listMultipartUploads(list -> list.bucket(bucket())).uploads()).isEmpty();
  }

  @Test
  void signsAUrlForTwoMinutes() {
    try (var file = exports.begin(PARTNER, "log.csv", CSV)) {
      file.append("a");

      assertThat(file.finish().getRawQuery()).contains("X-Amz-Expires=120");
    }
  }
}
