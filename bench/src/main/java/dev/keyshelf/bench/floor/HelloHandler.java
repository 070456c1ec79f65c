package dev.keyshelf.bench.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Answers with a greeting, which is the least that a Java function can do. */
public final class HelloHandler implements RequestStreamHandler {
  /** For Lambda. */
  public HelloHandler() {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write("{\"statusCode\":200,\"body\":\"Hello\"}".getBytes(StandardCharsets.UTF_8));
  }
}
