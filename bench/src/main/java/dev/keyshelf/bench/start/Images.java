package dev.keyshelf.bench.start;

import dev.keyshelf.testkit.lambda.FunctionZips;
import dev.keyshelf.testkit.lambda.ImageFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The images of all capabilities, without the base that they have in common. */
final class Images {
  private Images() {}

  /**
   * Lays out an image for each zip, in a folder with the capability's name. Returns them by zip.
   */
  static Map<String, ImageFolder> lay(FunctionZips zips, Path into) throws IOException {
    Map<String, ImageFolder> images = new TreeMap<>();
    for (var zip : zips.zips().entrySet()) {
      var capability = zip.getKey().split("/")[1];
      Files.createDirectories(into);
      images.put(zip.getKey(), ImageFolder.lay(zip.getValue(), into.resolve(capability)));
    }
    return images;
  }
}
