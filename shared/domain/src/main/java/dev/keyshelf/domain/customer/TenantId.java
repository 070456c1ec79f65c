package dev.keyshelf.domain.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The GUID of a customer's tenant, in lower case. */
public record TenantId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Refuses what is no lower-case GUID. */
  public TenantId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a GUID");
    }
  }

  /** Gives the GUID that untrusted text names, in either case. */
  public static Optional<TenantId> parse(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(lower).matches() ? Optional.of(new TenantId(lower)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
