package dev.keyshelf.domain.webhook;

/** Where webhooks may go to. */
public enum Reach {
  /** To public addresses only, with TLS, on ports 443 and 8443. */
  PUBLIC,
  /** Also to this machine's loopback, with or without TLS, on any port. For developers only. */
  LOOPBACK_TOO
}
