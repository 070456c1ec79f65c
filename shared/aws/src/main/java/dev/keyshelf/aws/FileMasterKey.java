package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;

/**
 * A master key in a file that only its owner can read, for one machine. The first line is the
 * master key, and the first version of the hash key is derived from it. Each further line is for
 * the next version. All have 256 bits, in base64.
 */
final class FileMasterKey implements MasterKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final String WRAPPING = "keyshelf-data-key";

  private final Purpose purpose;
  private final byte[] master;
  private final List<byte[]> hashKeys;

  /** Reads the key, or creates the file with a new key, to seal product keys. */
  FileMasterKey(Path file) {
    this(file, Purpose.PRODUCT_KEYS);
  }

  /** Reads the key, or creates the file with a new key. */
  FileMasterKey(Path file, Purpose purpose) {
    this.purpose = purpose;
    try {
      this.hashKeys = readOrCreate(file);
      this.master = hashKeys.getFirst();
    } catch (IOException failed) {
      throw new UncheckedIOException("the key file cannot be read or created: " + file, failed);
    }
  }

  private static List<byte[]> readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    var keys = new ArrayList<byte[]>();
    for (var line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      if (!line.isBlank()) {
        keys.add(key(line.strip()));
      }
    }
    if (keys.isEmpty()) {
      throw new IOException("it has no key");
    }
    return List.copyOf(keys);
  }

  private static byte[] key(String line) throws IOException {
    try {
      var key = Base64.getDecoder().decode(line);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // The exception's message may quote the key, so it is not passed on.
    }
    throw new IOException("each line must be a key of 256 bits in base64");
  }

  /** Creates the file under a temporary name first, so that no process reads half a key. */
  private static void create(Path file) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("it is not a file");
    }
    Files.createDirectories(directory);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(directory, "master", ".new", ownerOnly);
    try {
      Files.writeString(
          draft,
          Base64.getEncoder().encodeToString(random(KEY_BYTES)) + "\n",
          StandardCharsets.US_ASCII);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      // Another process created the file first, and its key is used.
    } finally {
      Files.delete(draft);
    }
  }

  @Override
  public Purpose purpose() {
    return purpose;
  }

  @Override
  public DataKey generate() {
    var plain = random(KEY_BYTES);
    var nonce = random(NONCE_BYTES);
    var sealed = EnvelopeVault.cipher(Cipher.ENCRYPT_MODE, master, nonce, bound(), plain);
    var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
    return new DataKey(plain, wrapped);
  }

  private String bound() {
    return WRAPPING + " " + purpose.text();
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    return unwrap(wrapped, bound());
  }

  @Override
  public byte[] unwrapUnbound(byte[] wrapped) {
    return unwrap(wrapped, WRAPPING);
  }

  private byte[] unwrap(byte[] wrapped, String boundTo) {
    return EnvelopeVault.cipher(
        Cipher.DECRYPT_MODE,
        master,
        Arrays.copyOf(wrapped, NONCE_BYTES),
        boundTo,
        Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length));
  }

  @Override
  public KeyRing ring() {
    return new KeyRing(
        EnvelopeVault.fingerprintOf(master),
        IntStream.rangeClosed(1, hashKeys.size())
            .mapToObj(version -> hashKey(version, EnvelopeVault.labelOf(version)))
            .map(EnvelopeVault::fingerprintOf)
            .toList());
  }

  @Override
  public int hashKeyVersions() {
    return hashKeys.size();
  }

  @Override
  public byte[] hashKey(int version, String label) {
    return EnvelopeVault.hmac(hashKeys.get(version - 1), label.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
