package dev.keyshelf.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.function.Functions;
import dev.keyshelf.testkit.StoppedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A gateway in front of the handlers of gateway-template.yaml, with methods that call it. */
public final class GatewayFixture implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  public final HttpGateway gateway = HttpGateway.bind(0);
  private final Functions functions;
  private final HttpClient client = HttpClient.newHttpClient();

  public GatewayFixture(Authorizer authorizer) {
    Template template = Template.read(Path.of("src/test/resources/gateway-template.yaml"));
    functions = Functions.load(template, Map.of(), new StoppedClock());
    gateway.serve(RouteTable.of(template), _ -> authorizer, functions::invoke);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** Returns the event that the echo function got for a request. */
  public JsonNode eventOf(HttpRequest.Builder request) throws IOException, InterruptedException {
    return JSON.readTree(send(request).body());
  }

  public JsonNode eventOfPost(String contentType, byte[] body)
      throws IOException, InterruptedException {
    return eventOf(
        request("/open/x")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /** Sends a raw request that no client library would send, and reads until the gateway closes. */
  public String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Sends a request's head without a body, and returns the first 13 bytes of the answer. */
  public String answerTo(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(13), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    functions.close();
  }
}
