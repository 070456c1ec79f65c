package dev.keyshelf.bench.scale;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where calls that have something in common end.
 *
 * @param perSecond how many calls a second fit
 * @param what the label of the partition or item that ends first
 */
record End(double perSecond, String what) {
  private static final double MILLIS_OF_A_SECOND = 1e3;
  private static final String HEAD = "FEED#{partner}";

  /**
   * Returns where calls end.
   *
   * @param shared what any two of them write to
   * @param holdMillis how long a transaction holds its items
   * @param batch how many events the head of a feed is written for
   * @return empty if they share nothing
   */
  static Optional<End> of(Footprint shared, double holdMillis, int batch) {
    var places =
        shared.units().entrySet().stream()
            .map(
                each -> {
                  var label = each.getKey().label();
                  return new End(
                      each.getKey().perSecond(each.getValue()) * calls(label, batch), label);
                });
    var items =
        shared.items().stream()
            .map(
                item -> {
                  var keys = item.split("\t", 2);
                  var label = Place.of(keys[0]).label();
                  return new End(
                      MILLIS_OF_A_SECOND / holdMillis * calls(label, batch),
                      label + " " + kind(keys[1]) + " (one item)");
                });
    return Stream.concat(places, items)
        .min(Comparator.comparingDouble(End::perSecond).thenComparing(End::what));
  }

  private static int calls(String label, int batch) {
    return label.equals(HEAD) ? batch : 1;
  }

  private static String kind(String sort) {
    var at = sort.indexOf('#');
    return at < 0 ? sort : sort.substring(0, at + 1);
  }
}
