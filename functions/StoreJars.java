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
 * Rewrites the jars of a folder without compression. The zip around them then compresses the
 * classes of a jar together, which makes it a third smaller, and loading classes in the function
 * needs no decompression.
 */
final class StoreJars {
  /** 1 January 2026, as in all archives of the build, so that two builds give the same bytes. */
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
