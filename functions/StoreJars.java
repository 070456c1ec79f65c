import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the jars of a folder without compression: a zip around them then compresses classes of
 * one jar together, which is a third smaller, and a function's start inflates nothing.
 */
final class StoreJars {
  /** 1 January 2026, as all of the build's archives: two builds give the same bytes. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private StoreJars() {}

  public static void main(String[] arguments) throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
      for (Path jar : jars) {
        store(jar);
      }
    }
  }

  private static void store(Path jar) throws IOException {
    Path stored = Files.createTempFile(jar.getParent(), "stored", ".tmp");
    try (var from = new ZipFile(jar.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(stored))) {
      to.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        var crc = new CRC32();
        crc.update(bytes);
        var written = new ZipEntry(entry.getName());
        written.setTimeLocal(TIME);
        written.setSize(bytes.length);
        written.setCompressedSize(bytes.length);
        written.setCrc(crc.getValue());
        to.putNextEntry(written);
        to.write(bytes);
        to.closeEntry();
      }
    }
    Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
