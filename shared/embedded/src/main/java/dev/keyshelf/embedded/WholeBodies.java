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
 * <p>S3Proxy answers when it has the object's bytes: what a signed body has after them, its last
 * and empty chunk, it leaves unread. When that has not arrived yet, which on a busy machine is
 * often, the server would close the connection after an answer that promised to keep it; the
 * client's next upload on it would fail, since its first bytes meet a closed door.
 */
final class WholeBodies extends Handler.Wrapper {
  private static final int LEAST_OF_REFUSALS = 300;
  private static final long SHORT = 64 * 1024;

  private WholeBodies() {}

  /** Puts it before what a proxy does, which must not have started yet. */
  static void readBy(S3Proxy proxy) throws ReflectiveOperationException {
    // The only way in: S3Proxy shows neither its server nor its servlet.
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

  /** What is refused may be long: there the server may hang up, and only there. */
  private static void readRest(Request request, Response response, Callback callback) {
    var isShort = request.getLength() >= 0 && request.getLength() <= SHORT;
    if (isShort || response.getStatus() < LEAST_OF_REFUSALS) {
      Content.Source.consumeAll(request, callback);
    } else {
      callback.succeeded();
    }
  }
}
