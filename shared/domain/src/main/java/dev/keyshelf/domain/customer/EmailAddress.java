package dev.keyshelf.domain.customer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An e-mail address: a mailbox at a domain. It holds nothing that could end a header line or begin
 * another address; whether it follows mail's whole grammar is checked where it comes in.
 *
 * @param mailbox as its owner writes it, since only the domain's server knows what is the same
 * @param typed the whole address as it was typed, which is how it is shown
 */
public record EmailAddress(String mailbox, Domain domain, String typed) {
  /** The longest address, in bytes: what fits into SMTP's path. */
  public static final int LONGEST = 254;

  private static final int LONGEST_MAILBOX = 64;
  private static final String DELIMITERS = "()<>[]:;@\\,\"";

  /** Refuses what could be more than one address. */
  public EmailAddress {
    if (!isMailbox(mailbox) || bytes(mailbox) + 1 + domain.ascii().length() > LONGEST) {
      throw new IllegalArgumentException("not an e-mail address");
    }
    if (!typed.startsWith(mailbox + "@") || !isOne(typed.substring(mailbox.length() + 1))) {
      throw new IllegalArgumentException("not typed as it is");
    }
  }

  /** Makes an address whose domain was typed in its canonical form. */
  public EmailAddress(String mailbox, Domain domain) {
    this(mailbox, domain, mailbox + "@" + domain);
  }

  /** Returns the address that untrusted text names; its domain may be in Unicode or ASCII. */
  public static Optional<EmailAddress> parse(String text) {
    var at = text.lastIndexOf('@');
    if (at < 0 || !isMailbox(text.substring(0, at)) || !isOne(text.substring(at + 1))) {
      return Optional.empty();
    }
    var mailbox = text.substring(0, at);
    return Domain.parse(text.substring(at + 1))
        .filter(domain -> bytes(mailbox) + 1 + domain.ascii().length() <= LONGEST)
        .map(domain -> new EmailAddress(mailbox, domain, text));
  }

  /** Returns the address with its domain in ASCII, as a mail server takes it. */
  public String canonical() {
    return mailbox + "@" + domain;
  }

  private static boolean isMailbox(String text) {
    return !text.isEmpty() && bytes(text) <= LONGEST_MAILBOX && isOne(text);
  }

  /** Tells whether a part of an address has nothing that ends it. */
  private static boolean isOne(String text) {
    return OneLine.hasNoBreak(text)
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
    return typed;
  }
}
