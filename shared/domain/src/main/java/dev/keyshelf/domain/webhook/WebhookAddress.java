package dev.keyshelf.domain.webhook;

/**
 * Where a webhook's events are sent to. The host is a name of public DNS, or, where {@link
 * Reach#LOOPBACK_TOO} holds, this machine. That the name's IP addresses are public is checked when
 * something is sent.
 *
 * @param text the address as its user wrote it
 */
public record WebhookAddress(String text) {
  /** The most characters of an address (inclusive). */
  public static final int LONGEST = 2_000;

  /**
   * Checks the text, such as that of a stored webhook.
   *
   * @throws IllegalArgumentException if it is refused even with {@link Reach#LOOPBACK_TOO}
   */
  public WebhookAddress {
    AddressParts.refusal(text, Reach.LOOPBACK_TOO)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("a webhook's address " + why.rule());
            });
  }

  /** Parses an address, and refuses what webhooks may not go to. */
  public static Parsed parse(String text, Reach reach) {
    return AddressParts.refusal(text, reach)
        .<Parsed>map(Refused::new)
        .orElseGet(() -> new Allowed(new WebhookAddress(text)));
  }

  /** Returns whether this is an address that webhooks may go to. */
  public boolean isWithin(Reach reach) {
    return AddressParts.refusal(text, reach).isEmpty();
  }

  /** Returns whether this is an address of this machine. */
  public boolean isLoopback() {
    return parts().isLoopback();
  }

  /** Returns whether TLS is used: always, except on loopback. */
  public boolean isSecure() {
    return parts().secure();
  }

  /** Returns the host in lower case and in ASCII; {@code [::1]} has its brackets. */
  public String host() {
    return parts().host();
  }

  /** Returns the port: 443 or 8443, except on loopback. */
  public int port() {
    return parts().port();
  }

  /** Returns the path and the query; at least a slash. */
  public String target() {
    return parts().target();
  }

  /** Returns the header {@code host}: the host, with the port unless it is that of the scheme. */
  public String authority() {
    var parts = parts();
    return parts.port() == (parts.secure() ? AddressParts.HTTPS : AddressParts.HTTP)
        ? parts.host()
        : parts.host() + ":" + parts.port();
  }

  private AddressParts parts() {
    return AddressParts.of(text);
  }

  @Override
  public String toString() {
    return text;
  }

  /** What became of a text. */
  public sealed interface Parsed {}

  /** The text is an address that is allowed. */
  public record Allowed(WebhookAddress address) implements Parsed {}

  /** The text is not. */
  public record Refused(Refusal why) implements Parsed {}

  /** The rule that an address breaks. */
  public enum Refusal {
    /** It has more than {@link #LONGEST} characters. */
    TOO_LONG("must have at most 2000 characters"),
    /** It has a character that must be encoded. */
    CHARACTERS(
        "must be in ASCII without blanks, backslashes and control characters: percent-encode them"
            + " in the path, and write other letters of a host name as its A-label (xn--)"),
    /** It is not https. */
    SCHEME("must begin with https://"),
    /** It has a user or a password. */
    USER("must have no user and no password"),
    /** It has a fragment. */
    FRAGMENT("must have no fragment (#)"),
    /** Its host is an IP address in some notation. */
    IP_ADDRESS("must have a host name, not an IP address"),
    /** Its host is malformed. */
    HOST(
        "must have a host name of letters, digits and hyphens, with labels of at most 63 characters"
            + " and no dot at its end"),
    /** Its host has one label. */
    SINGLE_LABEL("must have a host name of public DNS, with a dot"),
    /** Its host has a name that public DNS does not have. */
    RESERVED_NAME(
        "must have a host name of public DNS, not one of localhost, local, internal, localdomain,"
            + " arpa, onion, test or invalid"),
    /** Its port is another. */
    PORT("must have the port 443, 8443 or none");

    private final String rule;

    Refusal(String rule) {
      this.rule = rule;
    }

    /** Returns the rule as the rest of a sentence that begins with the address. */
    public String rule() {
      return rule;
    }
  }
}
