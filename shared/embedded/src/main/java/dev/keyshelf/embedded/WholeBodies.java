package dev.keyshelf.embedded;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.io.Content;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Reads the body of each upload to its end.
 *
 * <p>S3Proxy answers once it has the object's bytes. It does not read the empty chunk that ends a
 * signed body. If that chunk has not arrived yet, which is often so on a busy machine, the server
 * closes the connection after an answer that promised to keep it open. The client's next upload on
 * that connection then fails.
 */
final class WholeBodies extends Handler.Wrapper {
  private static final int LEAST_OF_REFUSALS = 300;
  private static final long SHORT = 64 * 1024;

  private WholeBodies() {}

  /**
   * Puts this handler in front of a proxy's own.
   *
   * @param proxy a proxy that has not started yet
   */
  static void readBy(S3Proxy proxy) throws ReflectiveOperationException {
    // Reflection is the only way, because S3Proxy exposes neither its server nor its servlet.
    var field = S3Proxy.class.getDeclaredField("server");
    field.setAccessible(true);
    ((Server) field.get(proxy)).insertHandler(new WholeBodies());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(
        request,
        response,
        Callback.from(() -> readRest(request, response, callback), callback::failed));
  }

  /**
   * Reads the rest of a body, except of a refused request whose body is long or of unknown length.
   * For such a request, the server may close the connection.
   */
  private static void readRest(Request request, Response response, Callback callback) {
    var isShort = request.getLength() >= 0 && request.getLength() <= SHORT;
    if (isShort || response.getStatus() < LEAST_OF_REFUSALS) {
      Content.Source.consumeAll(request, callback);
    } else {
      callback.succeeded();
    }
  }
}
