package dev.keyshelf.domain.customer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An e-mail address: a mailbox at a domain. It holds nothing that could end a header line or begin
 * another address; whether it follows mail's whole grammar is checked where it comes in.
 *
 * @param mailbox as its owner writes it, since only the domain's server knows what is the same
 */
public record EmailAddress(String mailbox, Domain domain) {
  /** The longest address, in bytes: what fits into SMTP's path. */
  public static final int LONGEST = 254;

  private static final int LONGEST_MAILBOX = 64;
  private static final String DELIMITERS = "()<>[]:;@\\,\"";

  /** Refuses what could be more than one address. */
  public EmailAddress {
    if (!isMailbox(mailbox) || bytes(mailbox) + 1 + domain.ascii().length() > LONGEST) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** Gives the address that untrusted text names; its domain may be in Unicode or ASCII. */
  public static Optional<EmailAddress> parse(String text) {
    var at = text.lastIndexOf('@');
    if (at < 0 || !isMailbox(text.substring(0, at))) {
      return Optional.empty();
    }
    var mailbox = text.substring(0, at);
    return Domain.parse(text.substring(at + 1))
        .filter(domain -> bytes(mailbox) + 1 + domain.ascii().length() <= LONGEST)
        .map(domain -> new EmailAddress(mailbox, domain));
  }

  private static boolean isMailbox(String text) {
    return OneLine.is(text, LONGEST_MAILBOX)
        && bytes(text) <= LONGEST_MAILBOX
        && text.codePoints()
            .noneMatch(
                point ->
                    Character.isWhitespace(point)
                        || Character.isSpaceChar(point)
                        || DELIMITERS.indexOf(point) >= 0);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return mailbox + "@" + domain;
  }
}
