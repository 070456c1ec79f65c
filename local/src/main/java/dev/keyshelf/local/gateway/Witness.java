package dev.keyshelf.local.gateway;

import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;

/**
 * Observes every exchange of every gateway. Gateways load all witnesses of the class path as
 * services. The tests' witness validates each exchange against the contract.
 */
public interface Witness {
  /** Observes one exchange. */
  interface Watch {
    /**
     * Called when the response is ready, before it is written.
     *
     * @param sent the bytes of the request's body that were read
     */
    void answered(byte[] sent, Response response);

    /** Called when the response was written or the client has disconnected. */
    void ended();
  }

  /** Called when an exchange begins: the head of its request was read. */
  Watch begins(Request request);
}
