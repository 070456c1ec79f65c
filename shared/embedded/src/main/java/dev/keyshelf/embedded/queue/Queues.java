package dev.keyshelf.embedded.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.QueueDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The FIFO queues of templates in this JVM. Functions send to them by SQS's query protocol over the
 * loopback address, and consumers in this JVM receive from them directly. Nothing survives a
 * restart.
 */
public final class Queues implements AutoCloseable {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int ANY_BACKLOG = 0;
  private static final int LARGEST_BODY = 1024 * 1024;

  private final Map<String, FifoQueue> queues = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final HttpServer server;
  private final QueueActions actions = new QueueActions(this::find);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Queues(HttpServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /** Starts the service on a free port, without queues. */
  public static Queues start() {
    return start(InstantSource.system());
  }

  /** Starts the service with a clock that decides when messages are visible. */
  public static Queues start(InstantSource clock) {
    try {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var server = HttpServer.create(new InetSocketAddress(loopback, 0), ANY_BACKLOG);
      var queues = new Queues(server, clock);
      server.setExecutor(queues.threads);
      server.createContext("/", queues::handle);
      server.start();
      return queues;
    } catch (IOException failure) {
      throw new UncheckedIOException("the queues cannot listen on 127.0.0.1", failure);
    }
  }

  /** Creates the queues that a template declares, unless they exist. */
  public void create(Template template) {
    var declared =
        template.queues().stream()
            .collect(Collectors.toMap(QueueDeclaration::name, queue -> queue));
    declared.values().forEach(queue -> create(queue, declared));
  }

  private FifoQueue create(QueueDeclaration queue, Map<String, QueueDeclaration> declared) {
    var existing = queues.get(queue.name());
    if (existing != null) {
      return existing;
    }
    var created = new FifoQueue(queue, deadLetters(queue, declared), clock);
    queues.put(queue.name(), created);
    return created;
  }

  private @Nullable FifoQueue deadLetters(
      QueueDeclaration queue, Map<String, QueueDeclaration> declared) {
    var redrive = queue.redrive();
    if (redrive == null) {
      return null;
    }
    var target = declared.get(redrive.deadLetters());
    if (target == null) {
      throw new IllegalArgumentException(
          "the dead-letter queue of %s is not a FIFO queue here".formatted(queue.logicalId()));
    }
    return create(target, declared);
  }

  /** Returns a queue by its physical name. */
  public Optional<FifoQueue> find(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  /** Returns the environment variables with which a function finds the queues. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      var body = http.getRequestBody().readNBytes(LARGEST_BODY);
      // A page in a browser can post a form to this port, but cannot add this header.
      if (!http.getRequestHeaders().containsKey("Authorization")) {
        var unsigned = new Refused("MissingAuthenticationToken", "The request is not signed.");
        answer(http, FORBIDDEN, QueueXml.error(unsigned));
        return;
      }
      try {
        answer(http, OK, actions.run(form(new String(body, StandardCharsets.UTF_8))));
      } catch (Refused refused) {
        answer(http, BAD_REQUEST, QueueXml.error(refused));
      }
    }
  }

  private static void answer(HttpExchange http, int status, String xml) throws IOException {
    var bytes = xml.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", "text/xml");
    http.sendResponseHeaders(status, bytes.length);
    http.getResponseBody().write(bytes);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (var field : body.split("&", -1)) {
      var both = field.split("=", 2);
      fields.put(
          URLDecoder.decode(both[0], StandardCharsets.UTF_8),
          both.length == 1 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
