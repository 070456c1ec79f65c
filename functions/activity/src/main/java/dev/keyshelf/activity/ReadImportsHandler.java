package dev.keyshelf.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.api.OperatorCall;
import dev.keyshelf.api.OperatorRouteHandler;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.activity.ImportRun;
import dev.keyshelf.domain.activity.ListImports;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.Reply;

/**
 * {@code GET /v1/operator/imports?from=&to=}: the imports of files, newest first. {@code GET
 * /v1/operator/imports/reports?report=}: the report on one of them.
 */
public final class ReadImportsHandler extends OperatorRouteHandler {
  private final ListImports listImports;
  private final ImportReports reports;

  /** Creates the handler in Lambda, from its environment. */
  public ReadImportsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public ReadImportsHandler(Wiring wiring) {
    super(wiring.clock(), wiring.activityLog());
    this.listImports = new ListImports(wiring.activityLog());
    this.reports = new ImportReports(wiring.bucketFiles());
  }

  @Override
  protected Reply answer(OperatorCall call) {
    return call.request().route().endsWith("/reports") ? report(call) : page(call);
  }

  private Reply report(OperatorCall call) {
    var parameters = Parameters.of(call.request());
    var name = parameters.required("report", "the report of an import", ImportReports::parse);
    parameters.done();
    return reports.find(name.orElseThrow()).<Reply>map(Answer::ok).orElseGet(Problem::notFound);
  }

  private Answer page(OperatorCall call) {
    var asked = ActivityQuestion.ofImports(call);
    var question = asked.question();
    var page = listImports.page(question, asked.paging().limit(), asked.after(), call.act());
    var json =
        Json.object().put("from", question.from().toString()).put("to", question.to().toString());
    var next = page.next().map(asked::endingAt);
    asked.paging().addTo(json, "items", page.imports(), ReadImportsHandler::json, next);
    return Answer.ok(json).notStored();
  }

  private static ObjectNode json(ImportRun run) {
    var json =
        Json.object()
            .put("file", run.file())
            .put("state", run.state().name())
            .put("principal", run.principal())
            .put("report", ImportReports.reportOf(run.file()));
    run.beganAt().ifPresent(at -> json.put("beganAt", at.toString()));
    run.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
    run.summary().ifPresent(text -> json.put("summary", text));
    return json;
  }
}
