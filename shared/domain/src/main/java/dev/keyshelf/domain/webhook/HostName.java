package dev.keyshelf.domain.webhook;

import dev.keyshelf.domain.webhook.WebhookAddress.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for the host of a webhook's address: a name of public DNS, in lower case. */
final class HostName {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  /** No resolver reads a name with such a last label as a name: it is an IPv4 address. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  /** The names that no public DNS has, or that networks use for themselves. */
  private static final List<String> RESERVED =
      List.of(
          "localhost",
          "local",
          "internal",
          "localdomain",
          "arpa", // with home.arpa
          "onion",
          "test",
          "invalid");

  private HostName() {}

  /** Returns why a host is refused, or empty if it is allowed. */
  static Optional<Refusal> refusal(String host) {
    var labels = List.of(host.split("\\.", -1));
    var last = labels.getLast();
    if (host.startsWith("[") || host.contains(":") || NUMBER.matcher(last).matches()) {
      return Optional.of(Refusal.IP_ADDRESS);
    }
    if (host.length() > LONGEST || !labels.stream().allMatch(HostName::isLabel)) {
      return Optional.of(Refusal.HOST);
    }
    if (RESERVED.contains(last)) {
      return Optional.of(Refusal.RESERVED_NAME);
    }
    return labels.size() < 2 ? Optional.of(Refusal.SINGLE_LABEL) : Optional.empty();
  }

  private static boolean isLabel(String label) {
    return label.length() <= LONGEST_LABEL && LABEL.matcher(label).matches();
  }
}
