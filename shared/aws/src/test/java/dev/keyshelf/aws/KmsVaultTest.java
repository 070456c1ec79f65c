package dev.keyshelf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyshelf.domain.key.Sealed;
import dev.keyshelf.domain.once.UnavailableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

class KmsVaultTest {
  private static final String KEY = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";

  private final Service service = new Service();

  /** Wraps data keys as KMS does: only the same key with the same context unwraps them. */
  private static final class Service implements KmsClient {
    private final Map<SdkBytes, Wrapped> wrapped = new HashMap<>();
    private final List<Map<String, String>> contexts = new ArrayList<>();

    private record Wrapped(SdkBytes plain, String keyId, Map<String, String> context) {}

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
      contexts.add(request.encryptionContext());
      var plain = new byte[32];
      plain[0] = (byte) wrapped.size();
      var blob = SdkBytes.fromUtf8String("wrapped " + wrapped.size());
      wrapped.put(
          blob,
          new Wrapped(SdkBytes.fromByteArray(plain), request.keyId(), request.encryptionContext()));
      return GenerateDataKeyResponse.builder()
          .plaintext(SdkBytes.fromByteArray(plain))
          .ciphertextBlob(blob)
          .build();
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
      contexts.add(request.encryptionContext());
      return Optional.ofNullable(wrapped.get(request.ciphertextBlob()))
          .filter(each -> each.keyId().equals(request.keyId()))
          .filter(each -> each.context().equals(request.encryptionContext()))
          .map(each -> DecryptResponse.builder().plaintext(each.plain()).build())
          .orElseThrow(() -> InvalidCiphertextException.builder().statusCode(400).build());
    }

    @Override
    public String serviceName() {
      return "kms";
    }

    @Override
    public void close() {}
  }

  private EnvelopeVault vault(Purpose purpose, String wrappingKey) {
    return new EnvelopeVault(new KmsMasterKey(service, purpose, wrappingKey, List.of("hash-key")));
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void namesItsPurposeInEachCall(Purpose purpose) {
    var sealed = vault(purpose, "key").seal(KEY, "id-1");

    assertThat(vault(purpose, "key").open(sealed, "id-1")).isEqualTo(KEY);
    assertThat(vault(purpose, "key").sealer().seal(KEY, "id-1")).isNotNull();
    assertThat(service.contexts)
        .hasSize(3)
        .containsOnly(Map.of("keyshelf-purpose", purpose.text()));
  }

  @ParameterizedTest
  @CsvSource({
    "PRODUCT_KEYS, STORED_ANSWERS",
    "PRODUCT_KEYS, WEBHOOK_SECRETS",
    "STORED_ANSWERS, WEBHOOK_SECRETS",
    "STORED_ANSWERS, PRODUCT_KEYS"
  })
  void opensNoTextOfAnotherPurposeEvenUnderTheSameKey(Purpose sealed, Purpose opened) {
    var text = vault(sealed, "key").seal(KEY, "id-1");
    var other = vault(opened, "key");

    assertThatThrownBy(() -> other.open(text, "id-1"))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  /** A text of release 0.1.0: format 1, without a context and a purpose. */
  private Sealed ofTheFirstRelease(String text, String boundTo) {
    var made = service.generateDataKey(request -> request.keyId("key"));
    var wrapped = made.ciphertextBlob().asByteArray();
    var nonce = new byte[12];
    var ciphertext =
        EnvelopeVault.cipher(
            Cipher.ENCRYPT_MODE,
            made.plaintext().asByteArray(),
            nonce,
            boundTo,
            text.getBytes(UTF_8));
    var bytes =
        ByteBuffer.allocate(3 + wrapped.length + nonce.length + ciphertext.length)
            .put((byte) 1)
            .putShort((short) wrapped.length)
            .put(wrapped)
            .put(nonce)
            .put(ciphertext);
    return new Sealed(Base64.getEncoder().encodeToString(bytes.array()));
  }

  @Test
  void opensAProductKeyThatTheFirstReleaseSealed() {
    var sealed = ofTheFirstRelease(KEY, "id-1");

    assertThat(vault(Purpose.PRODUCT_KEYS, "key").open(sealed, "id-1")).isEqualTo(KEY);
    assertThat(service.contexts).containsOnly(Map.of());
  }

  /** Their functions may not use the key of product keys. The answers are kept for a day only. */
  @Test
  void callsNothingForAnAnswerThatTheFirstReleaseSealed() {
    var sealed = ofTheFirstRelease(KEY, "id-1");
    service.contexts.clear();

    assertThatThrownBy(() -> vault(Purpose.STORED_ANSWERS, "token-key").open(sealed, "id-1"))
        .isInstanceOfSatisfying(
            UnavailableException.class, why -> assertThat(why.isOfKeyService()).isTrue());
    assertThat(service.contexts).isEmpty();
  }
}
