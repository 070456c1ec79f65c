package dev.keyshelf.downloads;

import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.http.Form;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells clients how to retry a request after a server failure without another count. A start
 * without an id gets one, which the failure names.
 */
final class Repeat {
  private static final int ID_LENGTH = 32;

  private Repeat() {}

  /**
   * Returns the id of a start whose form has none. It belongs to the request, so that a second call
   * returns the same id.
   */
  static DownloadId ownId(Request request) {
    var seed = request.pathParameter("token") + "\n" + request.requestId();
    return new DownloadId(
        Hash.sha256(seed.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH));
  }

  /** Returns the id of the download that a request starts or continues. A look has none. */
  static Optional<DownloadId> idOf(Request request) {
    if (request.method().equals("POST")) {
      return Form.field(request, Pages.FIELD)
          .map(DownloadId::parse)
          .orElseGet(() -> Optional.of(ownId(request)));
    }
    return Optional.ofNullable(request.pathParameters().get("download")).flatMap(DownloadId::parse);
  }

  /** Adds to a server failure how to retry safely. Returns any other problem unchanged. */
  static Problem told(Problem problem, Request request) {
    if (problem.status() < 500) {
      return problem;
    }
    var id = idOf(request);
    var detail =
        problem.code() == ProblemCode.STORE_UNAVAILABLE
            ? "The request could not be completed in time. " + words(request)
            : problem.detail();
    return new Problem(
        problem.status(),
        problem.code(),
        detail,
        problem.faults(),
        problem.headers(),
        json -> id.ifPresent(each -> json.put("downloadId", each.value())));
  }

  private static String words(Request request) {
    if (idOf(request).isEmpty()) {
      return "Send the same request again.";
    }
    return request.method().equals("POST")
        ? "Send it again with this downloadId as the form's field download: that counts once,"
            + " however often it is sent."
        : "Send the same request again: its download counts once, however often it is sent.";
  }
}
