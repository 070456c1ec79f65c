package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyRing;
import dev.keyshelf.domain.once.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/**
 * The master key in AWS KMS. One KMS key wraps data keys, and one HMAC key for each version makes
 * the hash key. A MAC has no encryption context: what it is for is in its message.
 */
final class KmsMasterKey implements MasterKey {
  private final KmsClient kms;
  private final Purpose purpose;
  private final String wrappingKeyId;
  private final List<String> hashKeyIds;

  KmsMasterKey(KmsClient kms, Purpose purpose, String wrappingKeyId, List<String> hashKeyIds) {
    this.kms = kms;
    this.purpose = purpose;
    this.wrappingKeyId = wrappingKeyId;
    this.hashKeyIds = List.copyOf(hashKeyIds);
  }

  @Override
  public Purpose purpose() {
    return purpose;
  }

  /**
   * Returns the encryption context. KMS logs it, and the policies of keys and functions demand it.
   */
  private Map<String, String> context() {
    return Map.of(Purpose.CONTEXT, purpose.text());
  }

  @Override
  public DataKey generate() {
    var made =
        tried(
            () ->
                kms.generateDataKey(
                    request ->
                        request
                            .keyId(wrappingKeyId)
                            .keySpec(DataKeySpec.AES_256)
                            .encryptionContext(context())));
    return new DataKey(made.plaintext().asByteArray(), made.ciphertextBlob().asByteArray());
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    return unwrap(wrapped, context());
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnavailableException if the purpose has a key of its own, since release 0.1.0 wrapped
   *     all data keys by the one of product keys
   */
  @Override
  public byte[] unwrapUnbound(byte[] wrapped) {
    if (purpose != Purpose.PRODUCT_KEYS) {
      throw UnavailableException.ofKeyService(
          "an earlier release sealed it",
          new IllegalStateException("this function may not use the key of release 0.1.0"));
    }
    return unwrap(wrapped, Map.of());
  }

  private byte[] unwrap(byte[] wrapped, Map<String, String> context) {
    return tried(
            () ->
                kms.decrypt(
                    request ->
                        request
                            .keyId(wrappingKeyId)
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                            .encryptionContext(context)))
        .plaintext()
        .asByteArray();
  }

  @Override
  public KeyRing ring() {
    return ring(List.of(wrappingKeyId), hashKeyIds);
  }

  /**
   * Returns the fingerprints of keys in KMS. They are hashes of their ids, since a key's material
   * never changes under its id: what an automatic rotation adds leaves the earlier one. So no
   * function has to call KMS for them.
   *
   * @param wrappingKeyIds the keys that wrap data keys, which have one fingerprint
   * @param hashKeyIds the hash keys by version
   */
  static KeyRing ring(List<String> wrappingKeyIds, List<String> hashKeyIds) {
    return new KeyRing(
        fingerprint(wrappingKeyIds),
        hashKeyIds.stream().map(each -> fingerprint(List.of(each))).toList());
  }

  /** Hashes keys' ids, which may be configured alone or at the end of an ARN. */
  private static String fingerprint(List<String> keyIds) {
    var ids = keyIds.stream().map(each -> each.substring(each.lastIndexOf('/') + 1)).toList();
    return Sha256.of(String.join(" ", ids)).substring(0, EnvelopeVault.SHORT);
  }

  @Override
  public int hashKeyVersions() {
    return hashKeyIds.size();
  }

  @Override
  public byte[] hashKey(int version, String label) {
    return tried(
            () ->
                kms.generateMac(
                    request ->
                        request
                            .keyId(hashKeyIds.get(version - 1))
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .message(SdkBytes.fromUtf8String(label))))
        .mac()
        .asByteArray();
  }

  private static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw Outages.keyServiceUnavailableOr(failed);
    }
  }
}
