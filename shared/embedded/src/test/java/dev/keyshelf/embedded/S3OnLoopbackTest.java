package dev.keyshelf.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class S3OnLoopbackTest {
  private static final Duration LATER = Duration.ofMillis(200);

  @Test
  void keepsTheConnectionOfAClientWhoseUploadsEndLate() throws Exception {
    try (var cloud = EmbeddedCloud.start(null);
        var link = new SlowLink(cloud.s3Endpoint())) {
      var environment = new HashMap<>(cloud.environment());
      environment.put("AWS_ENDPOINT_URL_S3", link.endpoint().toString());
      try (var s3 = Stores.s3(environment)) {
        s3.createBucket(create -> create.bucket("files"));
        for (var key : new String[] {"a", "b", "c"}) {
          s3.putObject(put -> put.bucket("files").key(key), RequestBody.fromString("x"));
        }
      }

      assertThat(link.connections()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheConnectionOfAClientWhoseShortUploadIsRefused() throws Exception {
    try (var cloud = EmbeddedCloud.start(null);
        var client = new Socket(cloud.s3Endpoint().getHost(), cloud.s3Endpoint().getPort())) {
      client.setSoTimeout(5_000);
      var answers = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
      var statuses = new ArrayList<String>();
      for (int i = 0; i < 2; i++) {
        say(client, "PUT /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\n");
        statuses.add(answers.readLine());
        Thread.sleep(LATER);
        say(client, "x");
        for (var line = answers.readLine(); !"0".equals(line); line = answers.readLine()) {
          assertThat(line).as("not hung up").isNotNull();
        }
        assertThat(answers.readLine()).isEmpty();
      }

      assertThat(statuses).hasSize(2).allMatch(status -> status.startsWith("HTTP/1.1 404 "));
    }
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }
}
