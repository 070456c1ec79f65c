package dev.keyshelf.domain.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * The comparison of an uploaded file with the SHA-256 that a catalogue states for it.
 *
 * @param size in bytes, as the catalogue states it
 * @param sha256 as the catalogue states it, in lower-case hexadecimal
 * @param progress how far the comparison is; empty if nothing has been read
 * @param failure why the file is not the one that the catalogue names; empty if no reason is known
 */
public record Verification(
    String objectKey,
    long size,
    String sha256,
    Optional<Progress> progress,
    Optional<Failure> failure) {
  /** How long a failure is remembered, unless another file is uploaded. */
  public static final Duration KEPT = Duration.ofDays(7);

  /** How long a run may save nothing before another run may take over its file. */
  public static final Duration LEASE = Duration.ofMinutes(3);

  /** Returns the verification of a file that no run has read yet. */
  public static Verification of(Artifact artifact) {
    return new Verification(
        artifact.objectKey(),
        artifact.size(),
        artifact.sha256(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How far a verification is. The bytes that are hashed are also stored in parts.
   *
   * @param tag of the uploaded file that is read
   * @param upload the id of the upload of the parts
   * @param part the size of each part but the last, in bytes
   * @param offset how many bytes are hashed and stored
   * @param hash the intermediate state of their SHA-256, as {@code Sha256#state} returns it
   */
  public record Progress(String tag, String upload, int part, long offset, String hash) {}

  /**
   * Why a file is not the one that the catalogue names.
   *
   * @param tag of the uploaded file; the failure does not apply to a file with another tag
   */
  public record Failure(String tag, String why) {}

  /** Returns this verification with its progress. */
  public Verification at(Progress reached) {
    return new Verification(objectKey, size, sha256, Optional.of(reached), Optional.empty());
  }

  /** Returns this verification without progress. */
  public Verification fromTheStart() {
    return new Verification(objectKey, size, sha256, Optional.empty(), Optional.empty());
  }

  /** Returns this verification as a failed one. */
  public Verification failed(Failure because) {
    return new Verification(objectKey, size, sha256, Optional.empty(), Optional.of(because));
  }
}
