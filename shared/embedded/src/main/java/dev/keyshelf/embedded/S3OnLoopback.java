package dev.keyshelf.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** S3Proxy, which refuses each request that is not signed with this machine's key. */
final class S3OnLoopback implements AutoCloseable {
  /**
   * In milliseconds. A graceful stop would wait a second or more for the idle connections that
   * clients keep open.
   */
  private static final long NO_GRACE = 0;

  private final S3Proxy proxy;

  private S3OnLoopback(S3Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * Starts the server.
   *
   * @param directory where objects survive a restart; null to keep them in memory
   * @param port 0 for any free port
   * @param uploadOrigins the origins whose pages browsers let upload and read; none for no rule
   */
  static S3OnLoopback start(
      @Nullable Path directory,
      int port,
      String accessKeyId,
      String secretAccessKey,
      List<String> uploadOrigins)
      throws Exception {
    var store =
        directory == null
            ? new TransientNio2BlobStore()
            : new FilesystemNio2BlobStore(Files.createDirectories(directory).toString());
    var proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
            .stopTimeout(NO_GRACE)
            .corsRules(cors(uploadOrigins))
            .build();
    var started = new S3OnLoopback(proxy);
    try {
      WholeBodies.readBy(proxy);
      proxy.start();
      return started;
    } catch (Exception failure) {
      started.close();
      throw failure;
    }
  }

  /** Returns the template's rules as one: presigned uploads with what they send, and reads. */
  private static CrossOriginResourceSharing cors(List<String> origins) {
    return origins.isEmpty()
        ? CrossOriginResourceSharing.disabled()
        : new CrossOriginResourceSharing(
            origins.stream().map(Pattern::quote).toList(),
            List.of("PUT", "GET"),
            List.of("content-type", "x-amz-checksum-sha256"),
            List.of(),
            "");
  }

  int port() {
    return proxy.getPort();
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception failure) {
      throw EmbeddedCloudException.unstopped("S3", failure);
    }
  }
}
