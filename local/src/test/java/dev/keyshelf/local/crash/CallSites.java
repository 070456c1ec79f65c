package dev.keyshelf.local.crash;

import dev.keyshelf.local.crash.StoreFaults.Moment;
import dev.keyshelf.local.crash.StoreFaults.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;

/** Records the places from which a command calls a store, and counts the calls from each. */
final class CallSites implements Script {
  private final Map<Place, Integer> counts = new LinkedHashMap<>();

  /** A place in the code that calls the store, before or after its calls. */
  private record Place(Moment moment, CallSite site) {}

  @Override
  public synchronized void at(Moment moment, SdkRequest request) {
    // The SDK decides how many attempts a call has, so attempts are not recorded.
    if (moment == Moment.BEFORE_THE_CALL || moment == Moment.AFTER_THE_CALL) {
      counts.merge(new Place(moment, CallSite.ofNow()), 1, Integer::sum);
    }
  }

  /** Returns the number of calls. */
  synchronized int calls() {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().moment() == Moment.BEFORE_THE_CALL)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Returns the number of places that called. */
  synchronized int sites() {
    return (int)
        counts.keySet().stream().filter(place -> place.moment() == Moment.BEFORE_THE_CALL).count();
  }

  /**
   * Returns the stops for each place at this moment: one at its first call and, if it calls more
   * than once (in a loop over shards, files or orders), one at its last.
   */
  synchronized List<Stop> stops(Moment moment) {
    var stops = new ArrayList<Stop>();
    counts.forEach(
        (place, count) -> {
          if (place.moment() == moment) {
            stops.add(new Stop(moment, place.site(), 1));
            if (count > 1) {
              stops.add(new Stop(moment, place.site(), count));
            }
          }
        });
    return stops;
  }

  /** Returns a stop for every single call at this moment. */
  synchronized List<Stop> stopsAtAll(Moment moment) {
    var stops = new ArrayList<Stop>();
    counts.forEach(
        (place, count) -> {
          for (int number = 1; place.moment() == moment && number <= count; number++) {
            stops.add(new Stop(moment, place.site(), number));
          }
        });
    return stops;
  }
}
