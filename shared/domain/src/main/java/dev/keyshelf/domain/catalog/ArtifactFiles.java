package dev.keyshelf.domain.catalog;

import java.util.Optional;

/**
 * The bytes of files: as operators drop them, by product and name, and as they are served, under
 * {@link Artifact#verifiedKey}. What is served was hashed first, byte by byte as it is written, and
 * is written once.
 */
public interface ArtifactFiles {
  /**
   * A file that was dropped.
   *
   * @param size in bytes
   * @param tag another one as soon as other bytes are dropped there
   */
  record Dropped(String objectKey, long size, String tag) {}

  /** Returns the size in bytes of the verified file with a SHA-256; empty if there is none. */
  Optional<Long> verifiedSize(String sha256);

  /** Finds what is dropped under a key. */
  Optional<Dropped> find(String objectKey);

  /**
   * Reads a part of a dropped file.
   *
   * @return empty if something else is dropped there by now, or nothing
   */
  Optional<byte[]> read(Dropped file, long from, int count);

  /** Keeps a whole verified file; one that is there stays. */
  void keep(String sha256, byte[] bytes);

  /**
   * Begins to keep a file in parts; nobody sees them before {@link #finish}.
   *
   * @return by which its parts are known
   */
  String begin(String sha256);

  /**
   * Keeps a part; the same part again takes its place.
   *
   * @param number from 1
   * @return whether the upload is known; one that was left for days is not
   */
  boolean keepPart(String sha256, String upload, int number, byte[] bytes);

  /**
   * Makes the parts a verified file, all at once; one that is there stays.
   *
   * @param parts how many there are
   * @return whether they were all there
   */
  boolean finish(String sha256, String upload, int parts);

  /** Gives up parts; those that are gone stay so. */
  void abandon(String sha256, String upload);
}
