package dev.keyshelf.local.backup;

import dev.keyshelf.local.fault.UserFault;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of a copy.
 *
 * @param path relative to the data folder, with slashes
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal
 * @param modified in milliseconds since 1970
 * @param mode its permissions as {@code ls} shows them, such as {@code rw-------}
 * @param attributes its extended attributes in base64. S3Proxy keeps an object's type and ETag in
 *     them
 */
record CopiedFile(
    String path,
    long size,
    String sha256,
    long modified,
    String mode,
    Map<String, String> attributes) {
  private static final String OBJECTS = "s3/";

  CopiedFile {
    attributes = Map.copyOf(attributes);
  }

  boolean isObject() {
    return path.startsWith(OBJECTS);
  }

  /**
   * Returns the path of the file in a folder.
   *
   * @throws UserFault if the path leads out of the folder
   */
  Path in(Path folder) {
    var place = folder.resolve(path).normalize();
    if (!place.startsWith(folder) || place.equals(folder)) {
      throw new UserFault("the backup names a file outside its folder: " + path);
    }
    return place;
  }
}
