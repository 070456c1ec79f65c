package dev.keyshelf.customers.token;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.http.AuthorizedIdentity;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Log;
import dev.keyshelf.http.LoggedWork;
import dev.keyshelf.http.jwt.FetchedKeys;
import dev.keyshelf.http.jwt.IssuerWeb;
import dev.keyshelf.http.jwt.SignedToken;
import dev.keyshelf.http.jwt.TrustedIssuers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The Lambda authorizer of the HTTP API: reads the original token of a request, and passes who
 * calls to the route's function. It takes the place of the API's own JWT authorizer for tokens that
 * this one cannot read ({@code docs/decisions}). It never logs a token.
 */
public final class AuthorizeTokenHandler implements RequestStreamHandler {
  private static final String OPERATORS = " /v1/operator/";

  private final TokenJudge judge;
  private final InstantSource machine;

  /** Creates the handler in Lambda, from its environment. */
  public AuthorizeTokenHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the handler with this wiring. */
  public AuthorizeTokenHandler(Wiring wiring) {
    // Tokens are compared with the machine's time, never with a developer's business time.
    this(judge(wiring), InstantSource.system());
  }

  AuthorizeTokenHandler(TokenJudge judge, InstantSource machine) {
    this.judge = judge;
    this.machine = machine;
  }

  private static TokenJudge judge(Wiring wiring) {
    var variables = wiring.tokenSettings();
    return new TokenJudge(
        new TrustedIssuers(
            TrustedIssuers.in(variables), issuer -> new FetchedKeys(issuer, new IssuerWeb())),
        ClaimSettings.of(ClaimSettings.Written.in(variables)),
        wiring.partners()::findByTenant);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    answer(input, output);
  }

  void answer(InputStream input, OutputStream output) throws IOException {
    var event = Json.readEvent(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    // The API stores the answer under this very text.
    var token = SignedToken.inHeader(event.at("/identitySource/0").asText());
    var judgement = judge.judge(token, machine.instant());
    var faults = new ArrayList<>(judgement.faults());
    judgement
        .identity()
        .filter(who -> !who.kind().equals(wanted(event.path("routeKey").asText())))
        .ifPresent(_ -> faults.add("the token is for the routes of another kind of caller"));
    var answer = Json.object().put("isAuthorized", faults.isEmpty());
    if (faults.isEmpty()) {
      var passed = answer.putObject("context");
      judgement.identity().orElseThrow().texts().forEach(passed::put);
    } else {
      request(event).run(() -> log(faults));
    }
    output.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
  }

  private static String wanted(String routeKey) {
    return routeKey.contains(OPERATORS) ? AuthorizedIdentity.OPERATOR : AuthorizedIdentity.PARTNER;
  }

  private static LoggedWork request(JsonNode event) {
    var headers = new TreeMap<String, String>();
    event
        .path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
    return LoggedWork.ofRequest(headers, event.at("/requestContext/requestId").asText());
  }

  private static void log(List<String> faults) {
    Log.event("INFO", "token-refused", line -> faults.forEach(line.putArray("faults")::add));
  }
}
