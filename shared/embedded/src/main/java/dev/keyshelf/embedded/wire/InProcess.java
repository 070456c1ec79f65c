package dev.keyshelf.embedded.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client for the SDK. If a request's store is in this process, the client calls the store
 * without a socket. It sends all other requests by HTTP.
 */
public final class InProcess implements SdkHttpClient {
  /** The stores of this process by their port, which is unique. */
  private static final Map<Integer, Exchange> STORES = new ConcurrentHashMap<>();

  private final SdkHttpClient others;

  private InProcess(SdkHttpClient others) {
    this.others = others;
  }

  /** Makes clients for the SDK. */
  public static final class Builder implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new InProcess(UrlConnectionHttpClient.builder().buildWithDefaults(defaults));
    }
  }

  /** The service that the SDK uses if no HTTP client is configured. */
  public static final class Service implements SdkHttpService {
    @Override
    public SdkHttpClient.Builder<Builder> createHttpClientBuilder() {
      return new Builder();
    }
  }

  /** Returns a builder of such clients. */
  public static Builder builder() {
    return new Builder();
  }

  /** Adds a store that listens on a port. Clients then call it without a socket. */
  public static void add(int port, Exchange store) {
    System.setProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property(), Service.class.getName());
    STORES.put(port, store);
  }

  /** Removes a store. Clients then send requests to the port again. */
  public static void remove(int port) {
    STORES.remove(port);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    URI uri = request.httpRequest().getUri();
    var store = Optional.ofNullable(STORES.get(uri.getPort()));
    return store.isPresent() && uri.getHost().equals("127.0.0.1")
        ? new Handed(store.get(), request)
        : others.prepareRequest(request);
  }

  private record Handed(Exchange store, HttpExecuteRequest request)
      implements ExecutableHttpRequest {
    private static final int OK = 200;

    @Override
    public HttpExecuteResponse call() throws IOException {
      var target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
      var answer = store.answer(target, body());
      var checksum = new CRC32();
      checksum.update(answer.body());
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(answer.status())
                  .statusText(answer.status() == OK ? "OK" : "Error")
                  .putHeader("Content-Type", "application/x-amz-json-1.0")
                  .putHeader("Content-Length", Integer.toString(answer.body().length))
                  .putHeader("x-amz-crc32", Long.toString(checksum.getValue()))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
          .build();
    }

    private byte[] body() throws IOException {
      if (request.contentStreamProvider().isEmpty()) {
        return new byte[0];
      }
      try (InputStream body = request.contentStreamProvider().get().newStream()) {
        return body.readAllBytes();
      }
    }

    @Override
    public void abort() {
      // A request in this process runs to its end, but the SDK stops waiting for it.
    }
  }

  @Override
  public void close() {
    others.close();
  }

  @Override
  public String clientName() {
    return "InProcess";
  }
}
