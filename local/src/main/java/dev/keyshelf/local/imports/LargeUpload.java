package dev.keyshelf.local.imports;

import dev.keyshelf.local.fault.UserFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Uploads files of any size that S3 accepts, in parts. An interrupted upload is resumed: the next
 * upload of the same file sends only the missing parts. S3 compares each part with its MD5, and at
 * the end the whole object is compared.
 */
final class LargeUpload {
  /** Files of up to this size, in bytes, are uploaded in one request. */
  static final long AT_ONCE = 64L * 1024 * 1024;

  private static final Duration A_PART = Duration.ofHours(1);
  private static final String NEUTRAL = "application/octet-stream";

  /** The form of an ETag of an upload in parts, unless the bucket encrypts with its own keys. */
  private static final Pattern OF_PARTS = Pattern.compile("[0-9a-f]{32}-[0-9]+");

  private final S3Client s3;
  private final String bucket;
  private final long usualPart;
  private final UploadProgress progress;

  /**
   * Creates an upload to a bucket.
   *
   * @param usualPart the size of a part in bytes. Parts are larger if a file would otherwise have
   *     more parts than S3 accepts
   */
  LargeUpload(S3Client s3, String bucket, long usualPart, UploadProgress progress) {
    this.s3 = s3;
    this.bucket = bucket;
    this.usualPart = usualPart;
    this.progress = progress;
  }

  /**
   * Uploads a file, or its missing parts.
   *
   * @return the object's ETag, without quotes
   * @throws UserFault if the object is not equal to the file afterwards
   */
  String upload(ImportFiles.Source source) throws IOException {
    var key = source.key();
    var file = PartsOfFile.of(source.file(), usualPart);
    if (isThere(key, file)) {
      progress.at(key, file.size(), file.size());
      return file.eTag();
    }
    var begun = begun(key);
    var upload = begun.orElseGet(() -> begin(key));
    var parts = sent(key, upload, file, begun.isPresent() ? kept(key, upload) : Map.of());
    var eTag =
        plain(
            s3.completeMultipartUpload(
                    complete ->
                        complete
                            .bucket(bucket)
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))
                            .overrideConfiguration(LargeUpload::patient))
                .eTag());
    var size = s3.headObject(head -> head.bucket(bucket).key(key)).contentLength();
    if (size != file.size() || (OF_PARTS.matcher(eTag).matches() && !eTag.equals(file.eTag()))) {
      throw new UserFault(
          "%s differs in the bucket: its size or digest is another; import again".formatted(key));
    }
    return eTag;
  }

  private List<CompletedPart> sent(
      String key, String upload, PartsOfFile file, Map<Integer, Part> kept) {
    List<CompletedPart> parts = new ArrayList<>();
    for (int number = 1; number <= file.md5s().size(); number++) {
      var wanted = number;
      var eTag =
          Optional.ofNullable(kept.get(number))
              .filter(there -> there.size() == file.length(wanted))
              .map(Part::eTag)
              .filter(there -> plain(there).equals(file.md5(wanted)))
              .orElseGet(() -> send(key, upload, file, wanted));
      parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
      progress.at(key, file.end(number), file.size());
    }
    return parts;
  }

  private String send(String key, String upload, PartsOfFile file, int number) {
    var body =
        RequestBody.fromContentProvider(() -> file.open(number), file.length(number), NEUTRAL);
    var md5 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.md5(number)));
    return s3.uploadPart(
            part ->
                part.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .contentMD5(md5)
                    .overrideConfiguration(LargeUpload::patient),
            body)
        .eTag();
  }

  private static void patient(AwsRequestOverrideConfiguration.Builder call) {
    call.apiCallAttemptTimeout(A_PART);
  }

  private boolean isThere(String key, PartsOfFile file) {
    try {
      var head = s3.headObject(get -> get.bucket(bucket).key(key));
      return head.contentLength() == file.size() && plain(head.eTag()).equals(file.eTag());
    } catch (NoSuchKeyException _) {
      return false;
    }
  }

  private String begin(String key) {
    return s3.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
  }

  /** Finds the latest interrupted upload, and aborts the earlier ones. */
  private Optional<String> begun(String key) {
    var uploads =
        s3.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(key)).uploads().stream()
            .filter(upload -> upload.key().equals(key))
            .sorted(Comparator.comparing(MultipartUpload::initiated).reversed())
            .map(MultipartUpload::uploadId)
            .toList();
    uploads.stream()
        .skip(1)
        .forEach(
            old -> s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(old)));
    return uploads.stream().findFirst();
  }

  private Map<Integer, Part> kept(String key, String upload) {
    Map<Integer, Part> parts = new HashMap<>();
    s3.listPartsPaginator(list -> list.bucket(bucket).key(key).uploadId(upload)).parts().stream()
        .forEach(part -> parts.put(part.partNumber(), part));
    return parts;
  }

  private static String plain(String eTag) {
    return eTag.replace("\"", "");
  }
}
