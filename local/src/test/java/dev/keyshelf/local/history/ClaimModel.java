package dev.keyshelf.local.history;

import java.util.HashMap;
import java.util.Map;

/** A unique claim: a key is shown for one entitlement only, and never once it was replaced. */
final class ClaimModel {
  private static final String CLAIM = "claim";

  private final Models models;
  private final Told told;

  ClaimModel(Models models, Told told) {
    this.models = models;
    this.told = told;
  }

  void check() {
    Map<String, String> places = new HashMap<>();
    for (var shown : told.shown) {
      shown
          .keys()
          .forEach(
              (ordinal, key) -> {
                var place = shown.software() + " key " + ordinal;
                var other = places.putIfAbsent(key, place);
                models.unless(
                    other == null || other.equals(place),
                    CLAIM,
                    shown.software(),
                    "showed a key of " + other);
              });
      for (var rotated : told.rotated) {
        models.unless(
            !(shown.span().isAfter(rotated.span()) && shown.keys().containsValue(rotated.old())),
            CLAIM,
            shown.software(),
            "showed key %s after it was replaced".formatted(rotated.ordinal()));
      }
    }
  }
}
