package dev.keyshelf.local.gateway;

import dev.keyshelf.embedded.Template;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The template's routes, matched as an HTTP API matches them, by method and path. A literal segment
 * takes precedence over a {@code {variable}}, a {@code {variable}} over a {@code {greedy+}}, and a
 * named method over ANY. A path with a trailing slash is a different path.
 */
public final class RouteTable {
  private static final Comparator<Entry> MOST_SPECIFIC_FIRST =
      Comparator.comparing(Entry::shape).thenComparing(entry -> entry.method().equals("ANY"));

  /** The route of requests that match no other route. */
  private static final String FALLBACK = "$default";

  private static final String FALLBACK_SHAPE = "3";

  private final List<Entry> entries;

  /**
   * One route.
   *
   * @param shape sorts paths by how specific each segment is: 0 for a literal, 1 for a variable, 2
   *     for a greedy one
   */
  private record Entry(
      String method,
      List<String> segments,
      String shape,
      @Nullable String authorizer,
      String function) {

    static Entry of(Template.Route route, String function) {
      if (route.path().equals(FALLBACK)) {
        return new Entry("ANY", List.of(), FALLBACK_SHAPE, route.authorizer(), function);
      }
      var segments = segmentsOf(route.path());
      var shape = new StringBuilder();
      for (var segment : segments) {
        shape.append(isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0');
      }
      return new Entry(
          route.method().toUpperCase(Locale.ROOT),
          segments,
          shape.toString(),
          route.authorizer(),
          function);
    }

    boolean isFallback() {
      return shape.equals(FALLBACK_SHAPE);
    }

    String key() {
      return isFallback() ? FALLBACK : method + " /" + String.join("/", segments);
    }

    boolean accepts(String requestMethod, List<String> path) {
      if (!method.equals("ANY") && !method.equals(requestMethod)) {
        return false;
      }
      if (isFallback()) {
        return true;
      }
      for (int i = 0; i < segments.size(); i++) {
        var segment = segments.get(i);
        if (isGreedy(segment)) {
          return path.size() > i && !path.get(i).isEmpty();
        }
        if (i >= path.size()
            || (isVariable(segment) ? path.get(i).isEmpty() : !segment.equals(path.get(i)))) {
          return false;
        }
      }
      return path.size() == segments.size();
    }

    Map<String, String> variables(List<String> path) {
      Map<String, String> variables = new LinkedHashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        var segment = segments.get(i);
        if (isGreedy(segment)) {
          variables.put(
              segment.substring(1, segment.length() - 2),
              decoded(String.join("/", path.subList(i, path.size()))));
        } else if (isVariable(segment)) {
          variables.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
        }
      }
      return variables;
    }
  }

  /**
   * A route that matches a request.
   *
   * @param key the route key of events, such as {@code GET /v1/customers/{customerId}}
   * @param authorizer the name of the authorizer that checks the caller's token; null if the caller
   *     needs none
   * @param variables the variables of the path, percent-decoded
   */
  public record Match(
      String key, String function, @Nullable String authorizer, Map<String, String> variables) {}

  private RouteTable(List<Entry> entries) {
    this.entries = entries;
  }

  /** Returns the routes of all functions of a template. */
  public static RouteTable of(Template template) {
    List<Entry> entries = new ArrayList<>();
    for (var function : template.functions()) {
      for (var route : function.routes()) {
        entries.add(Entry.of(route, function.name()));
      }
    }
    entries.sort(MOST_SPECIFIC_FIRST);
    return new RouteTable(List.copyOf(entries));
  }

  /** Returns the number of routes. */
  public int size() {
    return entries.size();
  }

  /**
   * Finds the most specific route for a request.
   *
   * @param rawPath the path as it was sent, percent-encoded
   */
  public Optional<Match> find(String method, String rawPath) {
    var path = segmentsOf(rawPath);
    return entries.stream()
        .filter(entry -> entry.accepts(method, path))
        .findFirst()
        .map(
            entry ->
                new Match(
                    entry.key(), entry.function(), entry.authorizer(), entry.variables(path)));
  }

  private static List<String> segmentsOf(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return isVariable(segment) && segment.endsWith("+}");
  }

  /** Decodes a segment. In a path, unlike in a query, a plus sign is not a space. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
