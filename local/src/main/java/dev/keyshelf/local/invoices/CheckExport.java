package dev.keyshelf.local.invoices;

import dev.keyshelf.local.fault.UserFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the folder of an export with its manifest. It needs no server. */
public final class CheckExport {
  private final ExportFolder folder;
  private final Manifest manifest;

  /**
   * Opens the folder of an export.
   *
   * @throws UserFault if it is none
   */
  public CheckExport(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserFault("no such folder: " + folder);
    }
    this.manifest =
        Manifest.in(folder).orElseThrow(() -> new UserFault(folder + " has no " + Manifest.NAME));
    this.folder = new ExportFolder(folder, _ -> {});
  }

  /** Returns what differs, each as one line; empty if the folder is what was exported. */
  public List<String> findings() {
    var findings = new ArrayList<String>();
    if (!manifest.complete()) {
      findings.add("the export has not ended; run it again");
    }
    var rest = folder.names();
    Map<String, Manifest.Filed> rendered = new TreeMap<>();
    for (var file : manifest.files()) {
      rendered.put(file.number() + " " + file.format(), file);
      // A name that leads out of the folder is not among its names, so such a file is never read.
      if (rest.remove(file.name())) {
        compare(file, findings);
      } else {
        findings.add(file.name() + " is missing");
      }
    }
    rest.forEach(name -> findings.add(name + " is not in the manifest"));
    for (var document : manifest.documents()) {
      for (var kept : document.files()) {
        var file = rendered.get(document.number() + " " + kept.format());
        if (file == null) {
          findings.add("%s has no file in %s".formatted(document.number(), kept.format()));
        } else if (!file.sha256().equals(kept.sha256())) {
          findings.add(
              "%s has another SHA-256 than the server recorded for %s"
                  .formatted(file.name(), document.number()));
        }
      }
    }
    return findings;
  }

  private void compare(Manifest.Filed file, List<String> findings) {
    if (!folder.digest(file.name()).orElse("").equals(file.sha256())) {
      findings.add(file.name() + " has another content than the manifest says");
    } else if (folder.size(file.name()) != file.bytes()) {
      findings.add(file.name() + " has another size than the manifest says");
    }
  }

  /** Returns one line about what was exported. */
  public String summary() {
    return manifest.summary();
  }
}
