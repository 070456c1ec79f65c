package dev.keyshelf.testkit.lambda;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zips that the template's functions are deployed from, by their {@code CodeUri}. */
public record FunctionZips(Path root, Map<String, Path> zips) {

  /** Returns the zips of the template in this folder. */
  public static FunctionZips of(Path root, Template template) {
    Map<String, Path> zips = new TreeMap<>();
    for (FunctionDeclaration function : template.functions()) {
      zips.put(function.codeUri(), root.resolve(function.codeUri()));
    }
    return new FunctionZips(root, zips);
  }

  /** Returns the {@code CodeUri} of each missing zip. */
  public List<String> missing() {
    return zips.entrySet().stream()
        .filter(zip -> !Files.isRegularFile(zip.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the names of the files in a zip. */
  public static List<String> filesIn(Path zip) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(zip + " cannot be read", e);
    }
  }

  /** Unzips each into its own folder. Returns the folders by {@code CodeUri}. */
  public Map<String, Path> unzip(Path into) throws IOException {
    Map<String, Path> folders = new TreeMap<>();
    for (Map.Entry<String, Path> zip : zips.entrySet()) {
      Path folder = into.resolve("task-" + folders.size());
      try (ZipFile file = new ZipFile(zip.getValue().toFile())) {
        for (ZipEntry entry : file.stream().filter(each -> !each.isDirectory()).toList()) {
          Path target = folder.resolve(entry.getName());
          Files.createDirectories(target.getParent());
          try (InputStream bytes = file.getInputStream(entry)) {
            Files.copy(bytes, target);
          }
        }
      }
      folders.put(zip.getKey(), folder);
    }
    return folders;
  }

  /** Returns the sizes of all zips in one line of text. */
  public String sizes() throws IOException {
    List<String> sizes = new ArrayList<>();
    for (Map.Entry<String, Path> zip : zips.entrySet()) {
      sizes.add(
          String.format(
              Locale.ROOT,
              "%s %.1f MB",
              zip.getKey().split("/")[1],
              Files.size(zip.getValue()) / 1e6));
    }
    return "function.zip sizes: " + String.join(", ", sizes);
  }
}
