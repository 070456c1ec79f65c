package dev.keyshelf.domain.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The GUID of a customer's tenant, in lower case. */
public record TenantId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if malformed or not in lower case
   */
  public TenantId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a tenant's id must be a GUID in lower case");
    }
  }

  /**
   * Parses untrusted text in upper or lower case.
   *
   * @return empty if malformed
   */
  public static Optional<TenantId> parse(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(lower).matches() ? Optional.of(new TenantId(lower)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
