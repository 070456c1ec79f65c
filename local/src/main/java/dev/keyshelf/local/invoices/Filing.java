package dev.keyshelf.local.invoices;

import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.invoices.Manifest.Absent;
import dev.keyshelf.local.invoices.Manifest.Filed;
import dev.keyshelf.local.invoices.Manifest.Issued;
import dev.keyshelf.local.invoices.Manifest.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Files what is exported in a folder, and keeps its manifest. */
final class Filing {
  private final String partner;
  private final YearMonth from;
  private final YearMonth to;
  private final ExportFolder folder;
  private final Consumer<String> notice;
  private final List<Issued> documents = new ArrayList<>();
  private final List<Filed> files = new ArrayList<>();
  private final List<Absent> absent = new ArrayList<>();

  /**
   * Opens a new folder, or that of an earlier export of the same months.
   *
   * @param notice takes a line about each file that is not there or has another content
   * @throws UserFault if the folder has other files
   */
  Filing(String partner, YearMonth from, YearMonth to, Path path, Consumer<String> notice) {
    this.partner = partner;
    this.from = from;
    this.to = to;
    this.folder = new ExportFolder(path, notice);
    this.notice = notice;
    folder.open();
    var before = Manifest.in(path);
    if (before.isPresent() && !before.get().isOf(partner, from, to)) {
      throw new UserFault(
          "%s has the export of %s; choose a new folder".formatted(path, before.get().subject()));
    }
  }

  YearMonth from() {
    return from;
  }

  YearMonth to() {
    return to;
  }

  void add(Issued document) {
    documents.add(document);
  }

  /** Files a content. */
  void file(About about, String format, String name, byte[] content) {
    folder.write(name, content);
    files.add(about.filed(name, ExportFolder.sha256(content), content.length, format));
  }

  /** Files a content that an earlier export wrote. Returns whether it did. */
  boolean hasFiled(About about, String format, String name, String sha256) {
    var isThere = folder.digest(name).equals(Optional.of(sha256));
    if (isThere) {
      files.add(about.filed(name, sha256, folder.size(name), format));
    }
    return isThere;
  }

  /** Notes what there is no file for. */
  void lacks(About about, String format, List<Reason> reasons) {
    absent.add(about.absent(format, reasons));
    notice.accept(
        "%s: no %s: %s"
            .formatted(
                about, format, String.join(", ", reasons.stream().map(Reason::toString).toList())));
  }

  /** Writes the manifest of an export that goes on. */
  void save() {
    save(false);
  }

  /** Writes the last manifest. Files that are not of the export stay, and are named. */
  Manifest finish() {
    var known = files.stream().map(Filed::name).toList();
    folder.names().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> notice.accept(name + " is not a file of this export"));
    return save(true);
  }

  private Manifest save(boolean complete) {
    var manifest =
        new Manifest(partner, from.toString(), to.toString(), complete, documents, files, absent);
    folder.replace(Manifest.NAME, manifest.text().getBytes(StandardCharsets.UTF_8));
    return manifest;
  }
}
