package dev.keyshelf.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An RFC 9457 error: a stable code that programs switch on, and a sentence that people read. */
public record Problem(
    int status,
    ProblemCode code,
    String detail,
    List<Fault> faults,
    Map<String, String> headers,
    Consumer<ObjectNode> extension)
    implements Reply {
  /** Where each code is explained. */
  public static final String TYPES = "https://keyshelf.dev/problems/";

  /** How many faults are told: an answer is not much longer than what it refuses. */
  private static final int MOST_FAULTS = 50;

  /** Copies the collections in. */
  public Problem {
    faults = List.copyOf(faults);
    headers = Map.copyOf(headers);
  }

  /** Gives a problem. */
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code.status(), code, detail, List.of(), Map.of(), _ -> {});
  }

  /**
   * Gives the one 404 of ids: an object of another partner is answered as one that is not there.
   */
  public static Problem notFound() {
    return of(ProblemCode.NOT_FOUND, "There is no such thing, or it is not yours.");
  }

  /** Gives this with a status that its code comes with here only. */
  public Problem withStatus(int other) {
    return new Problem(other, code, detail, faults, headers, extension);
  }

  /** Gives this with the wish to come back after so many seconds. */
  public Problem retryAfter(int seconds) {
    return withHeader("Retry-After", Integer.toString(seconds));
  }

  /** Gives this with one more fault. */
  public Problem with(Fault fault) {
    var more = new ArrayList<>(faults);
    more.add(fault);
    return withAll(more);
  }

  /** Gives this with these faults. */
  public Problem withAll(List<Fault> all) {
    return new Problem(status, code, detail, all, headers, extension);
  }

  /** Gives this with one more header. */
  public Problem withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, detail, faults, more, extension);
  }

  /** Gives this with members of its own. */
  public Problem extendedWith(Consumer<ObjectNode> members) {
    return new Problem(status, code, detail, faults, headers, members);
  }

  /** Gives the answer to the request with this id. */
  public Answer toAnswer(String requestId) {
    return new Answer(status, headers, "application/problem+json", Json.write(toJson(requestId)))
        .withHeader("Cache-Control", "no-store");
  }

  /** Gives the object that tells it, for an answer that holds several. */
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
