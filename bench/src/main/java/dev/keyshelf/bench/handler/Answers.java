package dev.keyshelf.bench.handler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Records the store's answers to a thread, in order. The SDK finds it by the file {@code
 * execution.interceptors}.
 */
public final class Answers implements ExecutionInterceptor {
  private static final ThreadLocal<@Nullable List<Answer>> KEPT = new ThreadLocal<>();

  /** For the SDK. */
  public Answers() {}

  /**
   * An answer of the store.
   *
   * @param target DynamoDB's name of the requested operation
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Answer(String target, int status, Map<String, List<String>> headers, byte[] body) {}

  /** Makes a call on this thread and returns the store's answers to it. */
  static List<Answer> during(Runnable call) {
    List<Answer> kept = new ArrayList<>();
    KEPT.set(kept);
    try {
      call.run();
    } finally {
      KEPT.remove();
    }
    return kept;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    var kept = KEPT.get();
    if (kept == null) {
      return context.responseBody();
    }
    var bytes = context.responseBody().map(Answers::read).orElse(new byte[0]);
    kept.add(
        new Answer(
            context.httpRequest().firstMatchingHeader(Replay.TARGET).orElse(""),
            context.httpResponse().statusCode(),
            context.httpResponse().headers(),
            bytes));
    return Optional.of(new ByteArrayInputStream(bytes));
  }

  private static byte[] read(InputStream body) {
    try (body) {
      return body.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
