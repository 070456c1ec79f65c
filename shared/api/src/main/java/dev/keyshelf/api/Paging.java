package dev.keyshelf.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page of a list. A client asks for it with {@code limit} and {@code cursor}, and the answer has
 * {@code items} and {@code next}.
 *
 * @param limit the maximum number of items of the page
 * @param after the place where the page before ended; empty for the first page
 * @param positions the places where pages of the list can end
 * @param question the query that the cursor belongs to
 * @param <P> the place where a page ends
 */
public record Paging<P>(
    int limit, Optional<P> after, Positions<P> positions, List<Object> question) {
  private static final int MOST = 200;
  private static final int USUAL = 50;

  /**
   * Reads the page that a request asks for, and ends the reading of its parameters. A page has 1 to
   * 200 items, and 50 by default.
   *
   * <p>Read the path first, so that a malformed id in it is a 404 even if parameters have faults.
   *
   * @param question the values of the path and of the other parameters
   * @throws ProblemException with all faults of the parameters; else with {@code cursor-invalid} if
   *     the cursor was not made for this question
   */
  public static <P> Paging<P> of(
      Call call, Parameters parameters, Positions<P> positions, Object... question) {
    return of(call.request(), parameters, positions, question);
  }

  /**
   * Reads the page that an operator asks for, as {@link #of(Call, Parameters, Positions,
   * Object...)}.
   */
  public static <P> Paging<P> of(
      OperatorCall call, Parameters parameters, Positions<P> positions, Object... question) {
    return of(call.request(), parameters, positions, question);
  }

  private static <P> Paging<P> of(
      Request request, Parameters parameters, Positions<P> positions, Object... question) {
    var limit = parameters.parsed("limit", "a number from 1 to " + MOST, Paging::limit);
    var cursor = parameters.parsed("cursor", "the value of next in a page", Optional::of);
    parameters.done();
    var whole = new ArrayList<Object>(Arrays.asList(question));
    whole.addFirst(request.route());
    var after = cursor.map(text -> positions.read(text, whole));
    return new Paging<>(limit.orElse(USUAL), after, positions, List.copyOf(whole));
  }

  /**
   * Checks the cursor's place against a range that was read from the store.
   *
   * @return this page
   * @throws ProblemException if the place is out of the range
   */
  public Paging<P> within(Predicate<P> range) {
    if (after.filter(range.negate()).isPresent()) {
      throw Positions.outOfRange();
    }
    return this;
  }

  /** Returns the JSON object of a page: its items, and the cursor of the next page if any. */
  public <T> ObjectNode page(
      List<T> items, Function<? super T, ObjectNode> json, Optional<P> next) {
    return addTo(Json.object(), "items", items, json, next);
  }

  /** Returns the JSON object of a list without pages. */
  public static <T> ObjectNode whole(List<T> items, Function<? super T, ObjectNode> json) {
    return list(Json.object(), "items", items, json);
  }

  /** Adds a page to an object like {@link #page}, under another name than {@code items}. */
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

  /** Returns the cursor of the page after a place. */
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
