package dev.keyshelf.local.gateway;

import dev.keyshelf.local.http.Request;
import dev.keyshelf.local.http.Response;

/**
 * Sees every exchange of every gateway. What the class path offers is found: the tests hold each
 * exchange against the contract.
 */
public interface Witness {
  /** An exchange on its way. */
  interface Watch {
    /**
     * Its answer was made, and is to be written.
     *
     * @param sent what was read of the request's body
     */
    void answered(byte[] sent, Response response);

    /** Its answer was written, or its client is gone. */
    void ended();
  }

  /** An exchange begins: its head was read. */
  Watch begins(Request request);
}
