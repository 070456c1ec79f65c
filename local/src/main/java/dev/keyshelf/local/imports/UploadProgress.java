package dev.keyshelf.local.imports;

/** Is told the progress of the upload of a large file. */
@FunctionalInterface
public interface UploadProgress {
  /** Ignores the progress. */
  UploadProgress NONE = (_, _, _) -> {};

  /**
   * Called when a part is in the bucket.
   *
   * @param key the object's key
   * @param done how many bytes are in the bucket
   * @param size the size of the file in bytes
   */
  void at(String key, long done, long size);
}
