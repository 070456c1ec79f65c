package dev.keyshelf.local.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.embedded.EmbeddedCloud;
import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;

/** Uploads files in parts of the smallest size that S3 accepts. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class LargeUploadTest {
  private static final int PART = 5 * 1024 * 1024;
  private static final int SIZE = 2 * PART + 1;
  private static final String BUCKET = "large-uploads";

  private static EmbeddedCloud cloud;
  private static S3Client real;

  @TempDir private Path folder;
  private String key;
  private final List<String> calls = new ArrayList<>();
  private final List<Long> heard = new ArrayList<>();

  /** The name of the method whose calls fail, after {@link #before} calls that succeed. */
  private String failing = "";

  private int before;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(null);
    real = Stores.s3(cloud.environment());
    real.createBucket(create -> create.bucket(BUCKET));
  }

  @AfterAll
  static void stop() {
    real.close();
    cloud.close();
  }

  @BeforeEach
  void name() {
    key = "artifacts/" + folder.getFileName();
  }

  /** Returns the store's client, wrapped so that it records its calls and fails on demand. */
  private S3Client client() {
    return (S3Client)
        Proxy.newProxyInstance(
            S3Client.class.getClassLoader(),
            new Class<?>[] {S3Client.class},
            (_, method, arguments) -> {
              var name = method.getName();
              if (name.equals(failing) && before-- <= 0) {
                if (name.startsWith("complete")) {
                  return CompleteMultipartUploadResponse.builder()
                      .eTag("\"" + "0".repeat(32) + "-3\"")
                      .build();
                }
                throw SdkClientException.create("the line is down");
              }
              calls.add(name);
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw Objects.requireNonNull(failed.getCause());
              }
            });
  }

  private Path file(long seed) throws IOException {
    var bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return Files.write(folder.resolve("large.iso"), bytes);
  }

  private String uploaded(Path file) throws IOException {
    calls.clear();
    return new LargeUpload(client(), BUCKET, PART, (_, done, _) -> heard.add(done))
        .upload(new ImportFiles.Source(file, key));
  }

  private byte[] there() {
    return real.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
  }

  private long parts() {
    return calls.stream().filter("uploadPart"::equals).count();
  }

  @Test
  void uploadsAFileInParts() throws IOException {
    var file = file(1);

    assertThat(uploaded(file)).endsWith("-3");

    assertThat(there()).isEqualTo(Files.readAllBytes(file));
    assertThat(parts()).isEqualTo(3);
    assertThat(heard).containsExactly((long) PART, 2L * PART, (long) SIZE);
  }

  @Test
  void resumesAnInterruptedUpload() throws IOException {
    var file = file(2);
    failing = "uploadPart";
    before = 2;
    assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> uploaded(file));
    failing = "";

    uploaded(file);

    assertThat(parts()).isEqualTo(1);
    assertThat(there()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void resendsPartsThatDiffer() throws IOException {
    failing = "uploadPart";
    before = 2;
    assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> uploaded(file(3)));
    failing = "";
    var file = file(4);

    uploaded(file);

    assertThat(parts()).isEqualTo(3);
    assertThat(there()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void sendsNothingOfAFileThatIsAlreadyUploaded() throws IOException {
    var file = file(5);
    var eTag = uploaded(file);

    assertThat(uploaded(file)).isEqualTo(eTag);

    assertThat(parts()).isZero();
    assertThat(calls).doesNotContain("createMultipartUpload");
  }

  @Test
  void replacesAnotherFileOfTheSameSize() throws IOException {
    uploaded(file(6));
    var file = file(7);

    uploaded(file);

    assertThat(there()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void failsIfTheStoredObjectIsNotTheFile() throws IOException {
    var file = file(8);
    uploaded(file(9));
    failing = "completeMultipartUpload";
    file(8);

    assertThatExceptionOfType(UserFault.class)
        .isThrownBy(() -> uploaded(file))
        .withMessageContaining("digest is another");
  }

  @Test
  void hasNoMorePartsThanS3Accepts() throws IOException {
    var file = Files.write(folder.resolve("many"), new byte[25_000]);

    var parts = PartsOfFile.of(file, 1);

    assertThat(parts.md5s()).hasSize(8_334);
    assertThat(parts.length(8_334)).isEqualTo(1);
    assertThat(parts.end(8_334)).isEqualTo(25_000);
  }
}
