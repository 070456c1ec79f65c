package dev.keyshelf.local.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A key is at one entitlement at most, or in one pool, and has one uniqueness item. */
final class KeyRule implements Rule {
  private static final String INVARIANT = "keys";

  @Override
  public void check(Kept kept, Violations violations) {
    isInOnePlace(kept, violations);
    isKnownOnce(kept, violations);
    Map<String, Map<Long, Map<Long, Row>>> issued = new HashMap<>();
    for (var key : kept.issuedKeys()) {
      issued
          .computeIfAbsent(entitlementOf(key), _ -> new TreeMap<>())
          .computeIfAbsent(key.number("ordinal"), _ -> new TreeMap<>())
          .put(key.number("generation"), key);
    }
    for (var entitlement : kept.entitlements()) {
      var place = entitlement.partition() + " " + entitlement.text("id");
      var ordinals = issued.remove(place);
      violations.unlessSame(
          entitlement.number("keysIssued"),
          ordinals == null ? 0 : ordinals.size(),
          INVARIANT,
          entitlement,
          "keys issued by the count of its keys");
    }
    issued
        .values()
        .forEach(
            lost ->
                violations.unless(
                    false,
                    INVARIANT,
                    lost.values().iterator().next().values().iterator().next(),
                    "a key without its entitlement"));
    areCurrentOnce(kept, violations);
  }

  private static void isInOnePlace(Kept kept, Violations violations) {
    var ids = new HashSet<String>();
    var texts = new HashSet<String>();
    kept.issuedKeys()
        .forEach(
            key -> {
              violations.unless(ids.add(key.text("id")), INVARIANT, key, "issued twice");
              violations.unless(texts.add(key.text("sealed")), INVARIANT, key, "sealed twice");
            });
    kept.pooledKeys()
        .forEach(
            key -> {
              violations.unless(ids.add(key.sort()), INVARIANT, key, "in a pool and elsewhere");
              violations.unless(texts.add(key.text("sealed")), INVARIANT, key, "sealed twice");
            });
  }

  /** Compares by batch, because a uniqueness item can be matched to its key only by hash. */
  private static void isKnownOnce(Kept kept, Violations violations) {
    Map<String, Long> known = new TreeMap<>();
    kept.rows("KEYHASH#", "-").stream()
        .filter(each -> !each.has("withdrawnBy"))
        .forEach(each -> known.merge(each.text("batch"), 1L, Long::sum));
    Stream.concat(kept.issuedKeys().stream(), kept.pooledKeys().stream())
        .forEach(key -> known.merge(key.text("batch"), -1L, Long::sum));
    known.forEach(
        (batch, more) ->
            violations.unlessSame(
                more,
                0,
                INVARIANT,
                Kept.at("KEYHASH#", "batch " + (batch.isEmpty() ? "of made keys" : batch)),
                "uniqueness items minus keys"));
  }

  /** Each rotation revokes only the key that it replaces. */
  private static void areCurrentOnce(Kept kept, Violations violations) {
    for (var key : kept.issuedKeys()) {
      var next =
          String.format(Locale.ROOT, "%s#%04d", upToGeneration(key), key.number("generation") + 1);
      violations.unless(
          key.has("revokedAt") == kept.find(key.partition(), next).isPresent(),
          INVARIANT,
          key,
          "must be revoked exactly if another key replaced it");
      var before =
          String.format(Locale.ROOT, "%s#%04d", upToGeneration(key), key.number("generation") - 1);
      violations.unless(
          key.number("generation") == 1 || kept.find(key.partition(), before).isPresent(),
          INVARIANT,
          key,
          "must replace a key");
    }
  }

  private static String upToGeneration(Row key) {
    return key.sort().substring(0, key.sort().lastIndexOf('#'));
  }

  private static String entitlementOf(Row key) {
    return key.partition() + " " + key.sort().split("#", 3)[1];
  }
}
