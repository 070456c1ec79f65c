package dev.keyshelf.http.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** An issuer's public keys, from its JSON Web Key Set (RFC 7517). */
public final class JsonWebKeys {
  private static final int SHORTEST_RSA_BITS = 2048;

  private final List<Entry> entries;

  /**
   * @param algorithm the only algorithm that the key is for; empty if the set names none
   */
  private record Entry(String id, String algorithm, PublicKey key) {}

  private JsonWebKeys(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a set. Keys that cannot verify a token's signature are left out: secrets, keys for
   * encryption, keys without an id, RSA keys of less than 2048 bits, and curves other than P-256.
   */
  public static JsonWebKeys of(JsonNode set) {
    var entries = new ArrayList<Entry>();
    for (var key : set.path("keys")) {
      var id = key.path("kid").asText();
      if (!id.isEmpty() && key.path("use").asText("sig").equals("sig")) {
        publicKey(key)
            .ifPresent(known -> entries.add(new Entry(id, key.path("alg").asText(), known)));
      }
    }
    return new JsonWebKeys(entries);
  }

  /** Finds the key with an id, if it is for this algorithm. */
  Optional<PublicKey> find(String id, SignatureAlgorithm algorithm) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id) && algorithm.takes(entry.key()))
        .filter(entry -> entry.algorithm().isEmpty() || entry.algorithm().equals(algorithm.name()))
        .map(Entry::key)
        .findFirst();
  }

  private static Optional<PublicKey> publicKey(JsonNode key) {
    try {
      return switch (key.path("kty").asText()) {
        case "RSA" -> rsa(number(key, "n"), number(key, "e"));
        case "EC" -> ec(key);
        default -> Optional.empty();
      };
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<PublicKey> rsa(BigInteger modulus, BigInteger exponent)
      throws GeneralSecurityException {
    return modulus.bitLength() < SHORTEST_RSA_BITS
        ? Optional.empty()
        : Optional.of(
            KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
  }

  private static Optional<PublicKey> ec(JsonNode key) throws GeneralSecurityException {
    if (!key.path("crv").asText().equals("P-256")) {
      return Optional.empty();
    }
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(number(key, "x"), number(key, "y"));
    return Optional.of(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
  }
}
