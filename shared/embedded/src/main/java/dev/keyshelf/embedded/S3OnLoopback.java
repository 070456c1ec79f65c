package dev.keyshelf.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** S3Proxy, which refuses whatever is not signed with this machine's key. */
final class S3OnLoopback implements AutoCloseable {
  /** Not graceful: that waits a second and more for the idle connections that clients keep. */
  private static final long NO_GRACE = 0;

  private final S3Proxy proxy;

  private S3OnLoopback(S3Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * Starts the server.
   *
   * @param directory null: in memory
   * @param port 0: any free one
   */
  static S3OnLoopback start(
      @Nullable Path directory, int port, String accessKeyId, String secretAccessKey)
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
