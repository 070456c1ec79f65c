package dev.keyshelf.domain.catalog;

import java.util.Optional;

/**
 * The bytes of products' files. Operators upload a file by product and name. Downloads are served
 * from its verified copy, under {@link Artifact#verifiedKey}. The bytes of a copy are hashed while
 * they are written, and a copy is written only once.
 */
public interface ArtifactFiles {
  /**
   * A file as an operator uploaded it.
   *
   * @param size in bytes
   * @param tag changes when other bytes are uploaded under the same key
   */
  record Dropped(String objectKey, long size, String tag) {}

  /** Returns the size in bytes of the verified file with a SHA-256; empty if there is none. */
  Optional<Long> verifiedSize(String sha256);

  /** Finds the file that was uploaded under a key. */
  Optional<Dropped> find(String objectKey);

  /**
   * Reads a part of an uploaded file.
   *
   * @return empty if the file was replaced or removed since it was found
   */
  Optional<byte[]> read(Dropped file, long from, int count);

  /** Stores a whole verified file. Does nothing if it is stored already. */
  void keep(String sha256, byte[] bytes);

  /**
   * Begins to store a verified file in parts. Nobody sees it before {@link #finish}.
   *
   * @return the id of the upload
   */
  String begin(String sha256);

  /**
   * Stores a part. Storing the same part again replaces it.
   *
   * @param number from 1
   * @return false if the upload is unknown, because it was left unfinished for days
   */
  boolean keepPart(String sha256, String upload, int number, byte[] bytes);

  /**
   * Joins the parts into a verified file, in one atomic step. Keeps a file that is stored already.
   *
   * @param parts the number of parts
   * @return whether all parts were found
   */
  boolean finish(String sha256, String upload, int parts);

  /** Discards the parts of an upload. Does nothing if they are gone already. */
  void abandon(String sha256, String upload);
}
