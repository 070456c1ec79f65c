package dev.keyshelf.local.identity;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that look like the issuer's, but that it would not sign for access to this API. */
final class Forgeries {
  private static final String AUDIENCE = "keyshelf";

  private final DevelopmentIssuer issuer;
  private final RSAKey publicKey;
  private final RSAKey forgers;
  private final Map<String, String> tokens = new LinkedHashMap<>();

  /** Creates forgeries from the issuer's public data and from the forger's own key. */
  Forgeries(DevelopmentIssuer issuer, RSAKey forgers) {
    this.issuer = issuer;
    this.publicKey = issuer.publicKeys().getKeys().getFirst().toRSAKey();
    this.forgers = forgers;
  }

  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .audience(AUDIENCE)
        .subject("ada")
        .claim("partner_id", "partner-a")
        .claim("roles", List.of("AdminAgent", "GlobalAdmin"))
        .claim("token_use", "access")
        .issueTime(in(0))
        .notBeforeTime(in(0))
        .expirationTime(in(600));
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType("at+jwt"))
        .keyID(publicKey.getKeyID());
  }

  /** Returns a token that the issuer itself signs, with changed claims. */
  String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
    return issuer.sign(header().build(), change.apply(claims()).build());
  }

  private String forged(JWSHeader header) throws JOSEException {
    var token = new JWSObject(header, new Payload(claims().build().toJSONObject()));
    token.sign(new RSASSASigner(forgers));
    return token.serialize();
  }

  /** Returns all forgeries, each by a description of what it tries. */
  Map<String, String> all() throws JOSEException, GeneralSecurityException {
    ofNobody();
    withThePublicKeyAsASecret();
    ofTheForgersKey();
    withHeadersThatMislead();
    withClaimsThatAreNotForUs();
    ofAnotherForm();
    return tokens;
  }

  private void ofNobody() {
    for (var algorithm : List.of("none", "None", "nOnE", "NONE", "RS256", "")) {
      var head = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, publicKey.getKeyID());
      var unsigned = base64(head) + "." + base64(claims().build().toString()) + ".";
      tokens.put("no signature and alg " + algorithm, unsigned);
      tokens.put("a one-byte signature and alg " + algorithm, unsigned + "AA");
    }
  }

  private void withThePublicKeyAsASecret() throws JOSEException, GeneralSecurityException {
    var der = publicKey.toRSAPublicKey().getEncoded();
    var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.encode(der) + "\n-----END PUBLIC KEY-----\n";
    var modulus = publicKey.getModulus();
    var secrets =
        Map.of(
            "DER", der,
            "PEM", pem.getBytes(StandardCharsets.US_ASCII),
            "modulus", modulus.decode(),
            "modulus in base64", modulus.toString().getBytes(StandardCharsets.US_ASCII),
            "JWK", publicKey.toJSONString().getBytes(StandardCharsets.UTF_8));
    for (var secret : secrets.entrySet()) {
      for (var algorithm : Map.of("HS256", "HmacSHA256", "HS512", "HmacSHA512").entrySet()) {
        var head =
            "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
                .formatted(algorithm.getKey(), publicKey.getKeyID());
        var said = base64(head) + "." + base64(claims().build().toString());
        var mac = Mac.getInstance(algorithm.getValue());
        mac.init(new SecretKeySpec(secret.getValue(), algorithm.getValue()));
        var signature = Base64URL.encode(mac.doFinal(said.getBytes(StandardCharsets.US_ASCII)));
        tokens.put(algorithm.getKey() + " with the " + secret.getKey(), said + "." + signature);
      }
    }
  }

  private void ofTheForgersKey() throws JOSEException {
    tokens.put("another key under the issuer's id", forged(header().build()));
    for (var id :
        List.of(
            "",
            "unknown",
            "../../../../dev/null",
            "/etc/passwd",
            "https://forger.example/jwks.json",
            "' OR '1'='1",
            "x' UNION SELECT 'secret",
            "| id",
            "\u0000")) {
      tokens.put("the key id " + id, forged(header().keyID(id).build()));
    }
    tokens.put("no key id", forged(header().keyID(null).build()));
    tokens.put(
        "another algorithm",
        forged(new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(publicKey.getKeyID()).build()));
    tokens.put(
        "another hash",
        forged(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(publicKey.getKeyID()).build()));
  }

  private void withHeadersThatMislead() throws JOSEException {
    var forger = URI.create("http://localhost:1/jwks.json");
    tokens.put("the header jwk", forged(header().jwk(forgers.toPublicJWK()).build()));
    tokens.put("the header jku", forged(header().jwkURL(forger).build()));
    tokens.put("the header x5u", forged(header().x509CertURL(forger).build()));
    tokens.put(
        "the header x5c",
        forged(
            header()
                .x509CertChain(List.of(Base64.encode(forgers.toRSAPublicKey().getEncoded())))
                .build()));
    tokens.put(
        "a jwk under the issuer's key id",
        forged(
            header()
                .jwk(new RSAKey.Builder(forgers).keyID(publicKey.getKeyID()).build().toPublicJWK())
                .build()));
    tokens.put(
        "an unknown critical header",
        issuer.sign(
            header().criticalParams(Set.of("forged")).customParam("forged", true).build(),
            claims().build()));
    tokens.put(
        "an unencoded payload",
        base64(
                "{\"alg\":\"RS256\",\"kid\":\"%s\",\"b64\":false,\"crit\":[\"b64\"]}"
                    .formatted(publicKey.getKeyID()))
            + "."
            + base64(claims().build().toString())
            + ".AAAA");
  }

  private void withClaimsThatAreNotForUs() {
    tokens.put("another issuer", signed(c -> c.issuer("http://localhost:1/issuer")));
    tokens.put("an issuer with a slash more", signed(c -> c.issuer(issuer.url() + "/")));
    tokens.put(
        "an issuer without its path",
        signed(c -> c.issuer(issuer.url().replaceFirst("/issuer$", ""))));
    tokens.put(
        "an issuer with a homoglyph", signed(c -> c.issuer(issuer.url().replace('o', '\u043e'))));
    tokens.put(
        "an issuer with capitals", signed(c -> c.issuer(issuer.url().replace("http", "HTTP"))));
    tokens.put("no issuer", signed(c -> c.issuer(null)));
    tokens.put("another audience", signed(c -> c.audience("keyshelf-admin")));
    tokens.put("a slash after the audience", signed(c -> c.audience(AUDIENCE + "/")));
    tokens.put("an audience in capitals", signed(c -> c.audience("KEYSHELF")));
    tokens.put("several other audiences", signed(c -> c.audience(List.of("a", "b"))));
    tokens.put("no audience", signed(c -> c.audience((String) null)));
    tokens.put("expired", signed(c -> c.expirationTime(in(-1))));
    tokens.put("expired in 1970", signed(c -> c.expirationTime(Date.from(Instant.EPOCH))));
    tokens.put("no expiry", signed(c -> c.expirationTime(null)));
    tokens.put("not valid yet", signed(c -> c.notBeforeTime(in(120))));
    tokens.put("issued in the future", signed(c -> c.issueTime(in(120))));
    tokens.put("a token of 9 KB", signed(c -> c.claim("padding", "x".repeat(6_600))));
  }

  private void ofAnotherForm() throws JOSEException {
    var good = signed(c -> c);
    var parts = good.split("\\.", -1);
    var promoted = claims().claim("partner_id", "partner-b").build().toString();
    tokens.put("an edited payload", parts[0] + "." + base64(promoted) + "." + parts[2]);
    tokens.put(
        "a duplicate claim", parts[0] + "." + base64(twice(claims().build())) + "." + parts[2]);
    tokens.put("a truncated signature", good.substring(0, good.length() - 4));
    tokens.put("a signature with another end", good.substring(0, good.length() - 4) + "AAAA");
    tokens.put("five parts", good + ".e30.e30");
    tokens.put("four parts", good + ".e30");
    tokens.put("two parts", parts[0] + "." + parts[1]);
    tokens.put("an invalid character", good + "!");
    tokens.put("standard base64", good.replace('-', '+') + "=");
    tokens.put("not a token", "x");
    tokens.put(
        "deeply nested claims without their signature",
        parts[0] + "." + base64("{\"a\":".repeat(900)) + "." + parts[2]);
    var encrypted =
        new EncryptedJWT(
            new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .keyID(publicKey.getKeyID())
                .build(),
            claims().build());
    encrypted.encrypt(new RSAEncrypter(publicKey));
    tokens.put("encrypted", encrypted.serialize());
    tokens.put(
        "the public key as the signature",
        parts[0] + "." + parts[1] + "." + base64(publicKey.toJSONString()));
  }

  private static String twice(JWTClaimsSet claims) {
    return claims.toString().replaceFirst("\\{", "{\"partner_id\":\"partner-b\",");
  }

  private static String base64(String text) {
    return Base64URL.encode(text).toString();
  }
}
