package dev.keyshelf.domain.customer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An e-mail address: a mailbox at a domain. It has no characters that could end a header line or
 * begin another address. The full grammar of addresses is checked where requests are read.
 *
 * @param mailbox as its owner writes it, since only the domain's server knows which spellings are
 *     the same
 * @param typed the whole address as it was typed. People see this form
 */
public record EmailAddress(String mailbox, Domain domain, String typed) {
  /** The longest address, in bytes. This is SMTP's limit for a path. */
  public static final int LONGEST = 254;

  private static final int LONGEST_MAILBOX = 64;
  private static final String DELIMITERS = "()<>[]:;@\\,\"";

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the address is malformed, too long, or differs from {@code
   *     typed}
   */
  public EmailAddress {
    if (!isMailbox(mailbox) || bytes(mailbox) + 1 + domain.ascii().length() > LONGEST) {
      throw new IllegalArgumentException(
          "an e-mail address must be one mailbox at a domain, of 254 bytes or fewer");
    }
    if (!typed.startsWith(mailbox + "@") || !isOne(typed.substring(mailbox.length() + 1))) {
      throw new IllegalArgumentException(
          "the typed form must have the same mailbox and one domain");
    }
  }

  /** Makes an address whose domain was typed in its canonical form. */
  public EmailAddress(String mailbox, Domain domain) {
    this(mailbox, domain, mailbox + "@" + domain);
  }

  /**
   * Parses untrusted text. The domain may be in Unicode or ASCII.
   *
   * @return empty if malformed
   */
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

  /** Returns the address with its domain in ASCII, as mail servers expect it. */
  public String canonical() {
    return mailbox + "@" + domain;
  }

  private static boolean isMailbox(String text) {
    return !text.isEmpty() && bytes(text) <= LONGEST_MAILBOX && isOne(text);
  }

  /** Returns whether a part of an address has no spaces, delimiters or line breaks. */
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
