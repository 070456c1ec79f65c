package dev.keyshelf.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A support request, and the steps that attach files to it. */
@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
abstract class AttachmentSteps {
  static final Events BEGIN = Events.of("begin-attachment");
  static final Events READ = Events.of("read-attachment");
  static final byte[] LETTER =
      "Dear Sirs,\nwe want our money back.\n".getBytes(StandardCharsets.UTF_8);

  private static final Events COMPLETE = Events.of("complete-attachment");

  private final HttpClient http = HttpClient.newHttpClient();
  @RegisterExtension final HandlerFixture fixture = new HandlerFixture();
  String request;

  @BeforeEach
  void ask() {
    fixture.customerIsIn("US");
    fixture.bought(Story.licences());
    request =
        fixture
            .send(CreateSupportRequestHandler::new, Events.of("create-support-request"))
            .at("/requestId");
  }

  @AfterEach
  void close() {
    http.close();
  }

  Reply begins(Events event) {
    return fixture.send(BeginAttachmentHandler::new, event.withVariable("requestId", request));
  }

  Reply begins(String fileName, String mediaType, byte[] content) {
    return begins(BEGIN.again().withBody(offer(fileName, mediaType, content)));
  }

  static String offer(String fileName, String mediaType, byte[] content) {
    return """
    {"fileName": "%s", "mediaType": "%s", "size": %s, "sha256": "%s"}
    """
        .formatted(fileName, mediaType, content.length, sha256(content));
  }

  Reply completes(Reply begun) {
    return fixture.send(CompleteAttachmentHandler::new, on(COMPLETE.again(), begun));
  }

  Reply reads(Events event) {
    return fixture.send(ReadAttachmentHandler::new, event);
  }

  Events on(Events event, Reply begun) {
    return event
        .withVariable("requestId", request)
        .withVariable("attachmentId", begun.at("/attachmentId"));
  }

  JsonNode attachments() {
    return fixture
        .send(
            ReadSupportRequestsHandler::new,
            Events.of("read-support-requests")
                .onRoute("GET /v1/support-requests/{requestId}")
                .withVariable("requestId", request))
        .json()
        .get("attachments");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** Uploads as the answer says. The HTTP client sets the length itself. */
  int uploads(Reply begun, byte[] content) {
    return uploads(begun, content, Map.of());
  }

  int uploads(Reply begun, byte[] content, Map<String, String> otherwise) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    begun
        .json()
        .at("/upload/headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    headers.putAll(otherwise);
    headers.remove("content-length");
    var put =
        HttpRequest.newBuilder(URI.create(begun.at("/upload/url")))
            .PUT(BodyPublishers.ofByteArray(content));
    headers.forEach(put::header);
    return sent(put).statusCode();
  }

  private HttpResponse<byte[]> sent(HttpRequest.Builder builder) {
    try {
      return http.send(builder.build(), BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new AssertionError("the store does not answer", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped", interrupted);
    }
  }

  HttpResponse<byte[]> fetched(Reply begun) {
    var url = reads(on(READ, begun)).at("/download/url");
    return sent(HttpRequest.newBuilder(URI.create(url)));
  }
}
