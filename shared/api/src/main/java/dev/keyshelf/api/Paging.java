package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page of a list: what is asked for with {@code limit} and {@code cursor}, and how it is
 * answered, with {@code items} and {@code next}.
 *
 * @param limit how many items a page has at most
 * @param after where the page before it ended; empty for the first one
 * @param positions where pages of the list can end
 * @param question what the cursor belongs to
 * @param <P> the place where a page ends
 */
public record Paging<P>(
    int limit, Optional<P> after, Positions<P> positions, List<Object> question) {
  private static final int MOST = 200;
  private static final int USUAL = 50;

  /**
   * Reads what is left to read of a request: its page, which has 1 to 200 items, 50 unless the
   * client asks for another number. The request is refused with all the faults of its parameters,
   * else with {@code cursor-invalid} when the cursor was not made for this question.
   *
   * <p>The path is read before: what it names and cannot be is not found, whatever is asked of it.
   *
   * @param question what was read of the other parameters and the path
   */
  public static <P> Paging<P> of(
      Call call, Parameters parameters, Positions<P> positions, Object... question) {
    var limit = parameters.parsed("limit", "a number from 1 to " + MOST, Paging::limit);
    var cursor = parameters.parsed("cursor", "the next of a page", Optional::of);
    parameters.done();
    var whole = new ArrayList<Object>(Arrays.asList(question));
    whole.addFirst(call.request().route());
    var after = cursor.map(text -> positions.read(text, whole));
    return new Paging<>(limit.orElse(USUAL), after, positions, List.copyOf(whole));
  }

  /**
   * Refuses a cursor whose place is out of a range that only the store could tell.
   *
   * @return this
   */
  public Paging<P> within(Predicate<P> range) {
    if (after.filter(range.negate()).isPresent()) {
      throw Positions.outOfRange();
    }
    return this;
  }

  /** Gives a page's object: its items, and the cursor of the next one if there is one. */
  public <T> ObjectNode page(
      List<T> items, Function<? super T, ObjectNode> json, Optional<P> next) {
    return addTo(Json.object(), "items", items, json, next);
  }

  /** Gives the object of a list that is always given whole. */
  public static <T> ObjectNode whole(List<T> items, Function<? super T, ObjectNode> json) {
    return list(Json.object(), "items", items, json);
  }

  /** Adds the same to an object, under another name than {@code items}. */
  public <T> ObjectNode addTo(
      ObjectNode page,
      String name,
      List<T> items,
      Function<? super T, ObjectNode> json,
      Optional<P> next) {
    return withNext(list(page, name, items, json), next);
  }

  /** Adds the cursor of the next page to an object, if there is one. */
  public ObjectNode withNext(ObjectNode page, Optional<P> next) {
    next.ifPresent(place -> page.put("next", cursor(place)));
    return page;
  }

  private static <T> ObjectNode list(
      ObjectNode page, String name, List<T> items, Function<? super T, ObjectNode> json) {
    var list = page.putArray(name);
    items.forEach(item -> list.add(json.apply(item)));
    return page;
  }

  /** Gives the cursor of what comes after a place. */
  public String cursor(P place) {
    return positions.write(place, question);
  }

  private static Optional<Integer> limit(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[1-9][0-9]{0,2}"))
        .map(Integer::valueOf)
        .filter(limit -> limit <= MOST);
  }
}
