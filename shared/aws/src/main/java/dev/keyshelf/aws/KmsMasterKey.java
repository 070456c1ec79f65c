package dev.keyshelf.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** The master key in AWS KMS: one key wraps, one of HMAC kind makes the hash key. */
final class KmsMasterKey implements MasterKey {
  private final KmsClient kms;
  private final String wrappingKeyId;
  private final String hashKeyId;

  KmsMasterKey(KmsClient kms, String wrappingKeyId, String hashKeyId) {
    this.kms = kms;
    this.wrappingKeyId = wrappingKeyId;
    this.hashKeyId = hashKeyId;
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
  public byte[] hashKey(String label) {
    return tried(
            () ->
                kms.generateMac(
                    request ->
                        request
                            .keyId(hashKeyId)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .message(SdkBytes.fromUtf8String(label))))
        .mac()
        .asByteArray();
  }

  private static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw Outages.unavailableOr("key service", failed);
    }
  }
}
