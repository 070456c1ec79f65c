package dev.keyshelf.aws;

import java.util.HexFormat;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Signs with a key of KMS, whose private half nobody has. */
final class KmsSigner implements CloudFrontArtifactUrls.Signer {
  private final Supplier<KmsClient> kms;
  private final String keyId;

  KmsSigner(Supplier<KmsClient> kms, String keyId) {
    this.kms = kms;
    this.keyId = keyId;
  }

  /** Signs the digest, since a policy may be longer than the messages that KMS takes. */
  @Override
  public byte[] sign(String text) {
    var digest = HexFormat.of().parseHex(Sha256.of(text));
    try {
      return kms.get()
          .sign(
              request ->
                  request
                      .keyId(keyId)
                      .messageType(MessageType.DIGEST)
                      .message(SdkBytes.fromByteArray(digest))
                      .signingAlgorithm(SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256))
          .signature()
          .asByteArray();
    } catch (SdkException failed) {
      throw Outages.keyServiceUnavailableOr(failed);
    }
  }
}
