package dev.keyshelf.local.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The parts of AWS KMS that the functions call, over HTTP: data keys and MACs. It wraps a data key
 * by keeping it in memory under a name. As the policies of the template's keys demand, a call for a
 * data key has an encryption context, and only the same one unwraps it.
 */
final class KeyService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DATA_KEY_BYTES = 32;

  private final HttpServer server;
  private final SecureRandom random = new SecureRandom();
  private final byte[] secret = "the service's own".getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger material = new AtomicInteger(1);

  /** The data keys by their wrapped form. */
  private final Map<String, Wrapped> wrapped = new ConcurrentHashMap<>();

  private record Wrapped(String plain, String keyId, JsonNode context) {}

  private KeyService(HttpServer server) {
    this.server = server;
  }

  /** Starts the service on a free port of the loopback interface. */
  static KeyService start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var service = new KeyService(HttpServer.create(address, 0));
    service.server.createContext("/", service::answer);
    service.server.start();
    return service;
  }

  /** Returns the URL of the service. */
  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody());
      var action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      var answer = new HashMap<String, String>();
      answer.put("KeyId", request.path("KeyId").asText());
      switch (action.substring(action.indexOf('.') + 1)) {
        case "GenerateDataKey" -> generate(request, answer);
        case "Decrypt" -> decrypt(request, answer);
        case "GenerateMac" -> answer.put("Mac", mac(request));
        default -> throw new IOException("unexpected action " + action);
      }
      var body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(answer.containsKey("__type") ? 400 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Rotates all wrapping keys under their ids. What earlier material wrapped still unwraps. */
  void rotate() {
    material.incrementAndGet();
  }

  private void decrypt(JsonNode request, Map<String, String> answer) {
    var key = wrapped.get(request.path("CiphertextBlob").asText());
    if (key == null
        || !key.keyId().equals(request.path("KeyId").asText())
        || !key.context().equals(request.path("EncryptionContext"))) {
      answer.put("__type", "InvalidCiphertextException");
    } else {
      answer.put("Plaintext", key.plain());
    }
  }

  private void generate(JsonNode request, Map<String, String> answer) {
    if (request.path("EncryptionContext").isEmpty()) {
      answer.put("__type", "AccessDeniedException");
      return;
    }
    var key = new byte[DATA_KEY_BYTES];
    random.nextBytes(key);
    var plain = Base64.getEncoder().encodeToString(key);
    var form = "material %s, key %s".formatted(material, wrapped.size());
    var blob = Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8));
    wrapped.put(
        blob,
        new Wrapped(plain, request.path("KeyId").asText(), request.path("EncryptionContext")));
    answer.put("Plaintext", plain);
    answer.put("CiphertextBlob", blob);
  }

  private String mac(JsonNode request) throws IOException {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(request.path("KeyId").asText().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(request.path("Message").binaryValue()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
