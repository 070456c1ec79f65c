package dev.keyshelf.domain.support;

import dev.keyshelf.domain.identity.Ulids;
import dev.keyshelf.domain.once.Once;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file of a support request. */
public record AttachmentId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /** Refuses what is not of the form, as a programmer's bug. */
  public AttachmentId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not of the form of a AttachmentId");
    }
  }

  /** Gives the id that untrusted text names; empty when the text cannot be one. */
  public static Optional<AttachmentId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AttachmentId(text)) : Optional.empty();
  }

  /** Gives the id of what a command begins: the same one however often it is repeated. */
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
