package dev.keyshelf.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class S3OnLoopbackTest {
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
}
