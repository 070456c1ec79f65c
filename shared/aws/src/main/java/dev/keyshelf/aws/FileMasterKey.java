package dev.keyshelf.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;

/** A master key in a file that only its owner reads: for one machine. */
final class FileMasterKey implements MasterKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final String WRAPPING = "keyshelf-data-key";

  private final byte[] master;

  /** Reads the key, or makes the file with a fresh one. */
  FileMasterKey(Path file) {
    try {
      this.master = readOrCreate(file);
    } catch (IOException failed) {
      throw new UncheckedIOException("the key file cannot be read or made: " + file, failed);
    }
  }

  private static byte[] readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    var key = Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
    if (key.length != KEY_BYTES) {
      throw new IOException("it does not hold a key of 256 bits");
    }
    return key;
  }

  private static void create(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      var text = Base64.getEncoder().encodeToString(random(KEY_BYTES)) + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException _) {
      // Another process was quicker: its key counts.
    }
  }

  @Override
  public DataKey generate() {
    var plain = random(KEY_BYTES);
    var nonce = random(NONCE_BYTES);
    var sealed = EnvelopeVault.cipher(Cipher.ENCRYPT_MODE, master, nonce, WRAPPING, plain);
    var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
    return new DataKey(plain, wrapped);
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    return EnvelopeVault.cipher(
        Cipher.DECRYPT_MODE,
        master,
        Arrays.copyOf(wrapped, NONCE_BYTES),
        WRAPPING,
        Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length));
  }

  @Override
  public byte[] hashKey(String label) {
    return EnvelopeVault.hmac(master, label.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
