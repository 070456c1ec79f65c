package dev.keyshelf.downloads;

import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Fault;
import dev.keyshelf.http.Form;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Request;

/** {@code POST /d/{token}}: starts a download and counts it once for each id in the page's form. */
public final class StartDownloadHandler extends LinkHandler {
  private final Starts starts;

  /** Creates the handler in Lambda, from its environment. */
  public StartDownloadHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public StartDownloadHandler(Wiring wiring) {
    super(wiring.clock());
    this.starts = new Starts(wiring);
  }

  @Override
  Answer open(Request request) {
    return starts.start(request, downloadId(request));
  }

  /** Returns the form's id. A form without one comes from a program, and gets an id of its own. */
  private static DownloadId downloadId(Request request) {
    return Form.field(request, Pages.FIELD)
        .map(
            text ->
                DownloadId.parse(text)
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                Problem.of(ProblemCode.VALIDATION, "The form is not valid.")
                                    .with(
                                        Fault.at(
                                            "/" + Pages.FIELD,
                                            "must have 16 to 40 letters, digits, - or _")))))
        .orElseGet(() -> Repeat.ownId(request));
  }
}
