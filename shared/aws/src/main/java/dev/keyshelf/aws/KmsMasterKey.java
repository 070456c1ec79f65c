package dev.keyshelf.aws;

import dev.keyshelf.domain.key.KeyRing;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/**
 * The master key in AWS KMS. One KMS key wraps data keys, and one HMAC key for each version makes
 * the hash key.
 */
final class KmsMasterKey implements MasterKey {
  private final KmsClient kms;
  private final String wrappingKeyId;
  private final List<String> hashKeyIds;

  KmsMasterKey(KmsClient kms, String wrappingKeyId, List<String> hashKeyIds) {
    this.kms = kms;
    this.wrappingKeyId = wrappingKeyId;
    this.hashKeyIds = List.copyOf(hashKeyIds);
  }

  @Override
  public DataKey generate() {
    var made =
        tried(
            () ->
                kms.generateDataKey(
                    request -> request.keyId(wrappingKeyId).keySpec(DataKeySpec.AES_256)));
    return new DataKey(made.plaintext().asByteArray(), made.ciphertextBlob().asByteArray());
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    return tried(
            () ->
                kms.decrypt(
                    request ->
                        request
                            .keyId(wrappingKeyId)
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped))))
        .plaintext()
        .asByteArray();
  }

  @Override
  public KeyRing ring() {
    return ring(wrappingKeyId, hashKeyIds);
  }

  /**
   * Returns the fingerprints of keys in KMS. They are hashes of their ids, since a key's material
   * never changes under its id: what an automatic rotation adds leaves the earlier one. So no
   * function has to call KMS for them.
   *
   * @param hashKeyIds the hash keys by version
   */
  static KeyRing ring(String wrappingKeyId, List<String> hashKeyIds) {
    return new KeyRing(
        fingerprint(wrappingKeyId), hashKeyIds.stream().map(KmsMasterKey::fingerprint).toList());
  }

  /** Hashes a key's id, which may be configured alone or at the end of an ARN. */
  private static String fingerprint(String keyId) {
    return Sha256.of(keyId.substring(keyId.lastIndexOf('/') + 1)).substring(0, EnvelopeVault.SHORT);
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
