package dev.keyshelf.local.api;

import dev.keyshelf.local.api.Canaries.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Records answers, and where in each answer a secret may be. */
final class Witness {
  private final List<Place> places = new ArrayList<>();

  /**
   * A place where a secret could be.
   *
   * @param name the name of the place in a test failure, which has no secret itself
   * @param mayHold the kinds of secrets that the contract allows there
   */
  record Place(String name, String text, Set<Kind> mayHold) {}

  /**
   * Records an answer.
   *
   * @param step a description of the request, without secrets
   * @param handsOut the secrets that the contract allows, such as {@code body KEY} or {@code
   *     location TOKEN}
   */
  Answer hears(String step, Answer answer, String... handsOut) {
    var name = step + " (" + answer.status() + ")";
    places.add(new Place(name + ", body", answer.text(), handedOut("body", handsOut)));
    for (var header : answer.response().headers().map().entrySet()) {
      var part = header.getKey().toLowerCase(Locale.ROOT);
      var text = part + ": " + header.getValue();
      places.add(new Place(name + ", header " + part, text, handedOut(part, handsOut)));
    }
    return answer;
  }

  private static Set<Kind> handedOut(String part, String... handsOut) {
    var kinds = EnumSet.noneOf(Kind.class);
    for (var each : handsOut) {
      var words = each.split(" ");
      if (words[0].equals(part)) {
        kinds.add(Kind.valueOf(words[1]));
      }
    }
    return kinds;
  }

  /** Returns each place that has a secret it must not have, with the secret's kind. */
  static Set<String> leaks(List<Place> places, Canaries canaries) {
    var leaks = new TreeSet<String>();
    for (var place : places) {
      for (var kind : canaries.in(place.text())) {
        if (!place.mayHold().contains(kind)) {
          leaks.add(place.name() + " holds a " + kind);
        }
      }
    }
    return leaks;
  }

  /** Returns the kinds of secrets found in places that may have them. */
  Set<Kind> handedOut(Canaries canaries) {
    var handedOut = new TreeSet<Kind>();
    for (var place : places) {
      if (!place.mayHold().isEmpty()) {
        handedOut.addAll(canaries.in(place.text()));
      }
    }
    return handedOut;
  }

  List<Place> places() {
    return List.copyOf(places);
  }
}
