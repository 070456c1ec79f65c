package dev.keyshelf.local.backup;

import dev.keyshelf.local.fault.UserFault;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of a copy.
 *
 * @param path from the data folder on, with slashes
 * @param sha256 of its bytes, in hexadecimal digits
 * @param modified in milliseconds since 1970
 * @param mode its permissions as {@code ls} shows them, such as {@code rw-------}
 * @param attributes its extended attributes in base64: S3Proxy keeps an object's type and ETag
 *     there
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
   * Returns where the file lies in a folder.
   *
   * @throws UserFault if it would lie outside
   */
  Path in(Path folder) {
    var place = folder.resolve(path).normalize();
    if (!place.startsWith(folder) || place.equals(folder)) {
      throw new UserFault("the copy names a file outside its folder: " + path);
    }
    return place;
  }
}
