package dev.keyshelf.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyshelf.local.ProcessWide;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers with the event it got, and counts its calls. */
@ProcessWide
public final class EchoHandler implements RequestStreamHandler {
  public static final AtomicInteger CALLS = new AtomicInteger();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    CALLS.incrementAndGet();
    JSON.writeValue(
        answer,
        Map.of(
            "statusCode",
            200,
            "headers",
            Map.of(
                "Content-Type",
                "application/json",
                "X-Remaining",
                context.getRemainingTimeInMillis()),
            "body",
            new String(event.readAllBytes(), StandardCharsets.UTF_8)));
  }
}
