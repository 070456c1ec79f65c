package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Caller;
import dev.keyshelf.http.EntityTag;
import dev.keyshelf.http.Form;
import dev.keyshelf.http.HttpHandler;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Parameters;
import dev.keyshelf.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/** An input is a request: the query, a line for each header, an empty line and the body. */
class HeaderFuzzTest {
  /** Reads everything that the module http can read of a request, and returns it. */
  private static final class Echo extends HttpHandler {
    Echo() {
      super(Clock.fixed(Edge.NOW, ZoneOffset.UTC));
    }

    @Override
    protected Answer answer(Request request) {
      request.requireAcceptable("application/json", "text/html");
      var json = Json.object().put("html", request.accepts("text/html"));
      json.put("caller", Caller.of(request).toString());
      json.put("cookie", request.cookie("download").orElse("none"));
      json.put("field", Form.field(request, "downloadId").orElse("none"));
      var parameters = Parameters.of(request);
      json.put("text", parameters.text("text", 9).orElse("none"));
      json.put("has", parameters.has("include", "all"));
      parameters.oneOf("day", DayOfWeek.class).ifPresent(day -> json.put("day", day.name()));
      parameters.required("must", "anything", Optional::of);
      parameters.done();
      return EntityTag.validated(Answer.ok(json), request);
    }
  }

  private static final Echo ECHO = new Echo();

  @FuzzTest(maxDuration = "10m")
  void isAnsweredWhateverItsHeadersQueryAndFormAre(byte[] input) {
    var parts = new String(input, StandardCharsets.UTF_8).split("\n\n", 2);
    var lines = parts[0].split("\n", -1);
    var event = Edge.event("start-download");
    event.put("rawQueryString", lines[0]);
    var headers = event.putObject("headers");
    for (int i = 1; i < lines.length; i++) {
      header(event, headers, lines[i].split(":", 2));
    }
    var body = parts.length > 1 ? parts[1] : "";
    event
        .put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
        .put("isBase64Encoded", true);
    Edge.mustBeAnswer(Edge.answer(ECHO, event));
  }

  private static void header(ObjectNode event, ObjectNode headers, String[] header) {
    var value = header.length > 1 ? header[1].strip() : "";
    switch (header[0]) {
      case "cookie" -> event.withArray("cookies").add(value);
      case "roles", "partner_id", "sub" ->
          event
              .withObjectProperty("requestContext")
              .withObjectProperty("authorizer")
              .withObjectProperty("jwt")
              .withObjectProperty("claims")
              .put(header[0], value);
      default -> headers.put(header[0], value);
    }
  }
}
