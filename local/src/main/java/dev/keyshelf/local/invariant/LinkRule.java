package dev.keyshelf.local.invariant;

import java.util.HashMap;
import java.util.Map;

/** A link's count equals its downloads and never exceeds its limit. */
final class LinkRule implements Rule {
  private static final String INVARIANT = "links";
  private static final int MOST_SIGNATURES = 64;

  @Override
  public void check(Kept kept, Violations violations) {
    Map<String, Long> starts = new HashMap<>();
    for (var download : kept.rows("LINK#", "DOWNLOAD#")) {
      starts.merge(download.partition(), 1L, Long::sum);
      violations.unless(
          kept.find(download.partition(), "-").isPresent(),
          INVARIANT,
          download,
          "a download without its link");
      violations.unless(
          download.number("signatures") >= 0 && download.number("signatures") <= MOST_SIGNATURES,
          INVARIANT,
          download,
          "signed %s times".formatted(download.number("signatures")));
    }
    for (var link : kept.links()) {
      violations.unlessSame(
          link.number("used"),
          starts.getOrDefault(link.partition(), 0L),
          INVARIANT,
          link,
          "used by the count of its downloads");
      violations.unless(
          link.number("used") >= 0 && link.number("used") <= link.number("usesAllowed"),
          INVARIANT,
          link,
          "used %s of %s".formatted(link.number("used"), link.number("usesAllowed")));
      violations.unless(
          kept.find(ownerOf(link), entryOf(link))
              .filter(entry -> entry.text("tokenHash").equals(link.text("tokenHash")))
              .isPresent(),
          INVARIANT,
          link,
          "a link that is not in its entitlement's list");
    }
    for (var entry : kept.rows("CUSTOMER#", "LINK#")) {
      violations.unless(
          kept.find("LINK#" + entry.text("tokenHash"), "-").isPresent(),
          INVARIANT,
          entry,
          "listed, but the link does not exist");
    }
  }

  private static String ownerOf(Row link) {
    return "CUSTOMER#%s#%s".formatted(link.text("partner"), link.text("customer"));
  }

  private static String entryOf(Row link) {
    return "LINK#%s#%s".formatted(link.text("entitlement"), link.text("id"));
  }
}
