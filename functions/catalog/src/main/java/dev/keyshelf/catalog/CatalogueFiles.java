package dev.keyshelf.catalog;

import dev.keyshelf.api.imports.Faults;
import dev.keyshelf.api.imports.ImportFault;
import dev.keyshelf.api.imports.SourceFile;
import dev.keyshelf.aws.BucketFiles;
import dev.keyshelf.aws.BucketFiles.Content;
import dev.keyshelf.http.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a catalogue in a directory of the bucket. Only a few are in memory at a time. */
final class CatalogueFiles {
  /** How many files are fetched together. */
  private static final int TOGETHER = 8;

  private final BucketFiles bucket;
  private final String directory;

  CatalogueFiles(BucketFiles bucket, String directory) {
    this.bucket = bucket;
    this.directory = directory;
  }

  /** Receives a few files that were fetched together. */
  interface Visitor {
    /**
     * Visits files.
     *
     * @param files one for each listed file; an element is empty if the file cannot be read, for
     *     which a fault was added before
     */
    void visit(List<Optional<SourceFile>> files);
  }

  /** Finds the files in the directory that the manifest does not list. They are never read. */
  List<ImportFault> besides(Manifest manifest) {
    var listed =
        manifest.files().stream().map(Manifest.Entry::path).collect(Collectors.toUnmodifiableSet());
    return bucket.list(directory).stream()
        .map(key -> key.substring(directory.length()))
        .filter(path -> !listed.contains(path))
        .filter(path -> !path.equals(Manifest.NAME) && !path.equals(Manifest.REPORT))
        .filter(path -> ImportPlace.of(directory + path) instanceof ImportPlace.OfRelease)
        .limit(Faults.MOST_TOLD)
        .map(path -> ImportFault.of(path, "is not read: manifest.yaml does not list it"))
        .toList();
  }

  /** Reads files in order, a few at a time. */
  void forEach(List<Manifest.Entry> listed, Faults faults, Visitor visitor) {
    for (int from = 0; from < listed.size(); from += TOGETHER) {
      var some = listed.subList(from, Math.min(listed.size(), from + TOGETHER));
      var keys = some.stream().map(entry -> directory + entry.path()).toList();
      var contents = bucket.read(keys, SourceFile.LARGEST);
      var files = new ArrayList<Optional<SourceFile>>();
      for (var entry : some) {
        files.add(parsed(entry, contents, faults));
      }
      visitor.visit(files);
    }
  }

  private Optional<SourceFile> parsed(
      Manifest.Entry entry, Map<String, Content> contents, Faults faults) {
    var content = contents.getOrDefault(directory + entry.path(), new Content.Missing());
    return bytes(entry.path(), content, faults)
        .filter(bytes -> isOf(entry, bytes, faults))
        .flatMap(bytes -> SourceFile.parse(entry.path(), bytes, faults));
  }

  private static Optional<byte[]> bytes(String name, Content content, Faults faults) {
    return switch (content) {
      case Content.Bytes(var bytes) -> Optional.of(bytes);
      case Content.TooLarge _ -> {
        faults.add(ImportFault.of(name, "is larger than 4 MiB; split it"));
        yield Optional.empty();
      }
      case Content.Missing _ -> {
        faults.add(ImportFault.of(name, "is listed in the manifest, but is not in the bucket"));
        yield Optional.empty();
      }
    };
  }

  private static boolean isOf(Manifest.Entry entry, byte[] bytes, Faults faults) {
    var isOf = Hash.sha256(bytes).equals(entry.sha256());
    if (!isOf) {
      faults.add(ImportFault.of(entry.path(), "its SHA-256 differs from the manifest's"));
    }
    return isOf;
  }
}
