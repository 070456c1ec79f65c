package dev.keyshelf.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A problem as RFC 9457 defines it: a stable code that programs switch on, and a sentence that
 * people read.
 */
public record Problem(
    int status,
    ProblemCode code,
    String detail,
    List<Fault> faults,
    Map<String, String> headers,
    Consumer<ObjectNode> extension)
    implements Reply {
  /** The prefix of problem types. Each code has a page there. */
  public static final String TYPES = "https://keyshelf.dev/problems/";

  /** The maximum number of listed faults, so that an answer is not much longer than its request. */
  private static final int MOST_FAULTS = 50;

  /** Copies the collections into an immutable collection. */
  public Problem {
    faults = List.copyOf(faults);
    headers = Map.copyOf(headers);
  }

  /** Returns a problem with the usual status of its code. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code.status(), code, detail, List.of(), Map.of(), _ -> {});
  }

  /**
   * Returns the 404 for an id. It does not reveal whether the object is missing or belongs to
   * another partner.
   */
  public static Problem notFound() {
    return of(
        ProblemCode.NOT_FOUND, "The resource does not exist, or it belongs to another partner.");
  }

  /** Returns a copy of this problem with a status other than the usual one of its code. */
  public Problem withStatus(int other) {
    return new Problem(other, code, detail, faults, headers, extension);
  }

  /** Returns a copy of this problem that asks the client to retry after this many seconds. */
  public Problem retryAfter(int seconds) {
    return withHeader("Retry-After", Integer.toString(seconds));
  }

  /** Returns a copy of this problem with one more fault. */
  public Problem with(Fault fault) {
    var more = new ArrayList<>(faults);
    more.add(fault);
    return withAll(more);
  }

  /** Returns a copy of this problem with these faults instead of its own. */
  public Problem withAll(List<Fault> all) {
    return new Problem(status, code, detail, all, headers, extension);
  }

  /** Returns a copy of this problem with one more header. */
  public Problem withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, detail, faults, more, extension);
  }

  /** Returns a copy of this problem whose JSON object has further members. */
  public Problem extendedWith(Consumer<ObjectNode> members) {
    return new Problem(status, code, detail, faults, headers, members);
  }

  /** Returns the answer that reports this problem to the request with this id. */
  public Answer toAnswer(String requestId) {
    return new Answer(status, headers, "application/problem+json", Json.write(toJson(requestId)))
        .withHeader("Cache-Control", "no-store");
  }

  /** Returns this problem as a JSON object, for an answer that holds several. */
  public ObjectNode toJson(String requestId) {
    var body =
        Json.object()
            .put("type", TYPES + code)
            .put("title", code.title())
            .put("status", status)
            .put("code", code.toString())
            .put("detail", detail)
            .put("instance", "urn:request:" + requestId);
    if (!faults.isEmpty()) {
      var errors = body.putArray("errors");
      for (var fault : faults.subList(0, Math.min(faults.size(), MOST_FAULTS))) {
        var error = errors.addObject();
        fault.pointer().ifPresent(pointer -> error.put("pointer", pointer));
        fault.parameter().ifPresent(parameter -> error.put("parameter", parameter));
        fault.code().ifPresent(own -> error.put("code", own.toString()));
        error.put("detail", fault.detail());
      }
      if (faults.size() > MOST_FAULTS) {
        body.put("moreErrors", faults.size() - MOST_FAULTS);
      }
    }
    extension.accept(body);
    return body;
  }
}
