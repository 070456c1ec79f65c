import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a built project into one zip that deploys by itself. The same files always give the same
 * bytes: entries are sorted, have one time and no mode, and are not compressed, since what is large
 * is a zip already and compressors differ.
 *
 * <p>Usage: {@code java PackRelease.java ROOT VERSION TARGET}. A fault is one line on standard
 * error and exit code 2.
 */
final class PackRelease {
  /** 1 January 2026, as in all archives of the build. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final Pattern CODE = Pattern.compile("(?m)^( *CodeUri: )(\\S+)$");

  /** The name of a function's zip after its module: functions/orders/target/function.zip. */
  private static final Pattern BUILT = Pattern.compile("functions/([a-z]+)/target/function\\.zip");

  private static final List<String> FILES =
      List.of(
          "CHANGELOG.md",
          "LICENSE",
          "bench/aws/leading-keys",
          "bench/aws/starts",
          "console/deploy",
          "docs/openapi.yaml",
          "edge.yaml",
          "samconfig.toml");
  private static final List<String> FOLDERS =
      List.of("docs/issuers", "docs/runbooks", "docs/schemas", "events", "samples");

  private final Path root;
  private final Map<String, byte[]> entries = new TreeMap<>();

  private PackRelease(Path root) {
    this.root = root;
  }

  /** What keeps a release from being packed. */
  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    Fault(String message) {
      super(message);
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("PackRelease: takes ROOT VERSION TARGET");
      System.exit(2);
    }
    try {
      var pack = new PackRelease(Path.of(arguments[0]));
      pack.gather();
      pack.write("keyshelf-" + arguments[1] + "/", Path.of(arguments[2]));
    } catch (Fault fault) {
      System.err.println("PackRelease: " + fault.getMessage());
      System.exit(2);
    }
  }

  private void gather() throws IOException {
    var modules = new TreeSet<String>();
    var template = Files.readString(root.resolve("template.yaml"));
    var rewritten =
        CODE.matcher(template)
            .replaceAll(
                uri -> {
                  var built = BUILT.matcher(uri.group(2));
                  if (!built.matches()) {
                    throw new Fault("template.yaml: CodeUri is no function.zip: " + uri.group(2));
                  }
                  modules.add(built.group(1));
                  return uri.group(1) + "functions/" + built.group(1) + ".zip";
                });
    if (modules.isEmpty()) {
      throw new Fault("template.yaml has no function with a CodeUri");
    }
    entries.put("template.yaml", rewritten.getBytes(StandardCharsets.UTF_8));
    for (var module : modules) {
      add("functions/" + module + ".zip", "functions/" + module + "/target/function.zip");
      add("sbom/" + module + ".json", "functions/" + module + "/target/sbom.json");
    }
    add("sbom/keyshelf.json", "target/sbom.json");
    add("README.md", "releases/DEPLOY.md");
    for (var file : FILES) {
      add(file, file);
    }
    addAll("docs", 1, ".md");
    for (var folder : FOLDERS) {
      addAll(folder, Integer.MAX_VALUE, "");
    }
    // The folder may lack it, which the walk below would not notice.
    add("console/dist/index.html", "console/dist/index.html");
    addAll("console/dist", Integer.MAX_VALUE, "");
  }

  private void add(String name, String file) throws IOException {
    var path = root.resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new Fault("the build did not leave " + file);
    }
    entries.put(name, Files.readAllBytes(path));
  }

  private void addAll(String folder, int depth, String ending) throws IOException {
    var files = new ArrayList<Path>();
    var from = root.resolve(folder);
    try (var paths = Files.walk(from, depth)) {
      paths
          .filter(Files::isRegularFile)
          .filter(path -> !("/" + from.relativize(path)).contains("/."))
          .filter(path -> path.toString().endsWith(ending))
          .forEach(files::add);
    }
    for (var file : files) {
      var name = root.relativize(file).toString();
      add(name, name);
    }
  }

  private void write(String top, Path target) throws IOException {
    var sums = new StringBuilder();
    entries.forEach(
        (name, bytes) -> sums.append(sha256(bytes)).append("  ").append(name).append('\n'));
    entries.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
    var packed = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(packed)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (var entry : entries.entrySet()) {
        var crc = new CRC32();
        crc.update(entry.getValue());
        var written = new ZipEntry(top + entry.getKey());
        written.setTimeLocal(TIME);
        written.setSize(entry.getValue().length);
        written.setCrc(crc.getValue());
        zip.putNextEntry(written);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    Files.createDirectories(target.toAbsolutePath().getParent());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      packed.writeTo(out);
    }
    System.out.printf(
        "%s  %s%n%s files, %s bytes%n",
        sha256(packed.toByteArray()), target.getFileName(), entries.size(), packed.size());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
