package dev.keyshelf.local.commands;

import dev.keyshelf.customers.token.TokenJudge;
import dev.keyshelf.customers.token.TokenJudge.Judgement;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.http.AuthorizedIdentity;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.RoleNames;
import dev.keyshelf.http.TokenReading;
import dev.keyshelf.http.jwt.FetchedKeys;
import dev.keyshelf.http.jwt.IssuerKeys;
import dev.keyshelf.http.jwt.IssuerWeb;
import dev.keyshelf.http.jwt.JsonWebKeys;
import dev.keyshelf.http.jwt.SignedToken;
import dev.keyshelf.http.jwt.TrustedIssuers;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.DataDirectory;
import dev.keyshelf.local.machine.OneMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Says who a token's user would be, and why not. It asks the issuer for its keys, and sends the
 * token nowhere.
 */
@Command(
    name = "explain",
    description =
        "Says who a token's user is, with which roles, and why the token would be refused. The"
            + " token goes nowhere. Exit code: 0 if it would be accepted, else 1.")
public final class TokenExplainCommand implements Callable<Integer> {
  private static final InstantSource MACHINE = InstantSource.system();

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private TokenCommand token;

  @Parameters(
      arity = "0..1",
      paramLabel = "TOKEN",
      description = "The token. Without it, standard input is read, so that no history keeps it.")
  private @Nullable String given;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "The accepted issuer (default: the development issuer of the data folder).")
  private @Nullable String issuer;

  @Option(
      names = "--audience",
      paramLabel = "A",
      defaultValue = "keyshelf",
      description = "The audience (aud) of partners' users (default: ${DEFAULT-VALUE}).")
  private String audience = "";

  @Option(
      names = "--operator-audience",
      paramLabel = "A",
      defaultValue = "keyshelf-operator",
      description = "The audience (aud) of operators (default: ${DEFAULT-VALUE}).")
  private String operatorAudience = "";

  @Option(
      names = "--tenant",
      paramLabel = "TENANT=PARTNER",
      description = "With --partner-by tenant: a tenant's partner (repeatable).")
  private Map<String, String> tenants = new HashMap<>();

  @Mixin private ClaimOptions claims = new ClaimOptions();

  @Override
  public Integer call() {
    var text = SignedToken.inHeader(given == null || given.equals("-") ? fromInput() : given);
    var signed = SignedToken.parse(text);
    var now = MACHINE.instant();
    var judgement = judgement(text, signed, now);
    signed.ifPresent(each -> facts(each, judgement, now));
    var faults = new ArrayList<>(judgement.faults());
    if (faults.isEmpty() && grantsNothing(judgement)) {
      faults.add("no role or group of the token grants a role of Keyshelf (%s)".formatted(roles()));
    }
    if (faults.isEmpty()) {
      token.say("accepted");
      return 0;
    }
    faults.forEach(fault -> token.say("refused: " + fault));
    return 1;
  }

  private static String fromInput() {
    try {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String roles() {
    return claims.settings().roles().written();
  }

  private static boolean grantsNothing(Judgement judgement) {
    return judgement.identity().stream()
        .flatMap(who -> who.user().roles().stream())
        .noneMatch(RoleNames::isKnown);
  }

  private Judgement judgement(String text, Optional<SignedToken> signed, Instant now) {
    var judge =
        new TokenJudge(
            issuers(),
            claims.settings(),
            tenant -> Optional.ofNullable(tenants.get(tenant)).flatMap(PartnerId::parse));
    try {
      return judge.judge(text, now);
    } catch (IOException unread) {
      return judge.judged(
          signed.orElseThrow().claims(),
          Optional.of("the signature was not checked: %s".formatted(unread.getMessage())),
          now);
    }
  }

  private TrustedIssuers issuers() {
    claims.reading();
    Map<String, String> variables = new HashMap<>();
    variables.put("KEYSHELF_TOKEN_AUDIENCE", audience);
    variables.put("KEYSHELF_OPERATOR_AUDIENCE", operatorAudience);
    variables.put("KEYSHELF_FURTHER_ISSUERS", claims.furtherIssuers());
    Function<String, IssuerKeys> published = url -> new FetchedKeys(url, new IssuerWeb());
    if (issuer != null) {
      variables.put("KEYSHELF_TOKEN_ISSUER", issuer);
      return new TrustedIssuers(TrustedIssuers.in(variables), published);
    }
    var template = Template.read(token.data().settings().template());
    try (var directory = DataDirectory.open(token.data().path())) {
      var baseUrl = URI.create("http://localhost:" + token.portOf(directory));
      var own = OneMachine.issuerOf(template, directory, baseUrl);
      var keys = IssuerKeys.of(JsonWebKeys.of(Json.read(own.publicKeys().toString())));
      variables.put("KEYSHELF_TOKEN_ISSUER", own.url());
      return new TrustedIssuers(
          TrustedIssuers.in(variables), url -> url.equals(own.url()) ? keys : published.apply(url));
    } catch (IOException malformed) {
      throw new UserFault("the development issuer's keys cannot be read", malformed);
    }
  }

  private void facts(SignedToken signed, Judgement judgement, Instant now) {
    var payload = signed.claims();
    var reading = judgement.reading().orElseThrow();
    fact("issuer", payload.path("iss").asText());
    fact("audience", payload.path("aud").toString());
    judgement.identity().ifPresent(who -> fact("kind", kind(who)));
    fact(
        "partner",
        judgement
            .identity()
            .flatMap(AuthorizedIdentity::partner)
            .or(reading::partner)
            .map(partner -> "%s (%s)".formatted(partner, claims.settings().partner()))
            .orElse("none"));
    fact(
        "user",
        reading.user()
            + reading.displayName().map(name -> ", for people: " + name).orElse("")
            + reading.application().map(name -> ", signed in to " + name).orElse(""));
    for (var group : reading.groups()) {
      fact("role", granted(group));
    }
    fact("expires", payload.has("exp") ? left(payload.path("exp").asLong(), now) : "never");
    fact(
        "signature",
        judgement.isSigned()
            ? "%s by the issuer's key '%s'".formatted(signed.algorithm(), signed.keyId())
            : "not verified");
    fact(
        "authorizer",
        claims.reading().isPresent()
            ? "function: the API's own cannot read these claims"
            : "gateway or function");
  }

  private static String kind(AuthorizedIdentity who) {
    return who.kind().equals(AuthorizedIdentity.OPERATOR) ? "an operator" : "a partner's user";
  }

  private static String granted(TokenReading.Group group) {
    var known = group.grants().stream().filter(RoleNames::isKnown).collect(Collectors.toList());
    if (known.isEmpty()) {
      return "'%s' grants nothing".formatted(group.name());
    }
    return known.equals(List.of(group.name()))
        ? group.name()
        : "%s, by '%s'".formatted(String.join(", ", known), group.name());
  }

  private static String left(long expiry, Instant now) {
    var end = Instant.ofEpochSecond(Math.clamp(expiry, 0, 253_402_300_799L));
    var left = Duration.between(now, end);
    return "%s, %s"
        .formatted(
            end,
            left.isPositive()
                ? "in %s minutes".formatted(left.toMinutes())
                : "%s minutes ago".formatted(left.negated().toMinutes()));
  }

  private void fact(String name, String value) {
    token.say("%-10s %s".formatted(name, value.replaceAll("\\p{Cntrl}", "?")));
  }
}
