package dev.keyshelf.domain.support;

import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.once.Once;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a file of a support request. */
public record AttachmentId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /**
   * Checks the form of the id.
   *
   * @throws IllegalArgumentException if malformed
   */
  public AttachmentId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an attachment id must be a ULID in capitals");
    }
  }

  /** Parses untrusted text; empty if it is not an id. */
  public static Optional<AttachmentId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AttachmentId(text)) : Optional.empty();
  }

  /** Returns the id of the file that a command announces. A repeated command gets the same id. */
  static AttachmentId of(SupportRequest request, Once<Attachment> once) {
    var key = once.key();
    var command = String.join("\n", request.id().value(), key.route(), key.key());
    return new AttachmentId(Ulids.of(request.createdAt(), command + "\n" + once.fingerprint()));
  }

  @Override
  public String toString() {
    return value;
  }
}
