package dev.keyshelf.local.imports;

/** Hears how far the upload of a large file is. */
@FunctionalInterface
public interface UploadProgress {
  /** Hears nothing. */
  UploadProgress NONE = (_, _, _) -> {};

  /**
   * Hears of a part that is in the bucket.
   *
   * @param key of the object
   * @param done how many bytes are there
   * @param size of the file, in bytes
   */
  void at(String key, long done, long size);
}
