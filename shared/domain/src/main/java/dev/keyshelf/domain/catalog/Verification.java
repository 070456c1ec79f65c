package dev.keyshelf.domain.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * A dropped file that is to be compared with the SHA-256 that a catalogue states of it.
 *
 * @param size in bytes, as the catalogue states it
 * @param sha256 as the catalogue states it, in lower-case hexadecimal
 * @param progress how far it is; empty when nothing is read
 * @param failure why it is not the file that the catalogue means; empty while that is open
 */
public record Verification(
    String objectKey,
    long size,
    String sha256,
    Optional<Progress> progress,
    Optional<Failure> failure) {
  /** How long a failure is known, unless another file is dropped. */
  public static final Duration KEPT = Duration.ofDays(7);

  /** How long a run may be silent before another one takes its file over. */
  public static final Duration LEASE = Duration.ofMinutes(3);

  /** Returns that of a file that nobody has looked at. */
  public static Verification of(Artifact artifact) {
    return new Verification(
        artifact.objectKey(),
        artifact.size(),
        artifact.sha256(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * How far a verification is: what is hashed is kept in parts, too.
   *
   * @param tag of the dropped file that was read
   * @param upload by which the parts are known
   * @param part the size of all parts but the last, in bytes
   * @param offset how many bytes are hashed and kept
   * @param hash the state of their SHA-256
   */
  public record Progress(String tag, String upload, int part, long offset, String hash) {}

  /**
   * Why a file is not the one that is meant.
   *
   * @param tag of the dropped file; of another one nothing is known
   */
  public record Failure(String tag, String why) {}

  /** Returns this with what is read by now. */
  public Verification at(Progress reached) {
    return new Verification(objectKey, size, sha256, Optional.of(reached), Optional.empty());
  }

  /** Returns this from the start. */
  public Verification fromTheStart() {
    return new Verification(objectKey, size, sha256, Optional.empty(), Optional.empty());
  }

  /** Returns this as one that has failed. */
  public Verification failed(Failure because) {
    return new Verification(objectKey, size, sha256, Optional.empty(), Optional.of(because));
  }
}
