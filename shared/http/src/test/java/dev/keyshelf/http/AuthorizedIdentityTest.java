package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Checks what functions read from the context that AuthorizeToken's answer becomes. */
class AuthorizedIdentityTest {
  private static final Instant NOON = Instant.parse("2020-06-01T12:00:00Z");
  private static final TokenUser ADA =
      new TokenUser(
          "ada",
          Set.of("AdminAgent", "Former GlobalAdmin"),
          Optional.of("Ada"),
          Optional.of("console"));

  @Test
  void makesTheCallerOfAPartnersIdentity() {
    var identity =
        new AuthorizedIdentity(
            AuthorizedIdentity.PARTNER, Optional.of("partner-a"), ADA, NOON.plusSeconds(1));

    assertThat(Caller.of(request(identity.texts())))
        .isEqualTo(
            new Caller(
                "partner-a", "ada", ADA.roles(), Optional.of("Ada"), Optional.of("console")));
  }

  @Test
  void makesNoOperatorOfAPartnersIdentity() {
    var texts =
        new AuthorizedIdentity(
                AuthorizedIdentity.PARTNER, Optional.of("partner-a"), ADA, NOON.plusSeconds(1))
            .texts();

    assertRefused(texts, TokenUser::ofOperator);
  }

  @Test
  void makesNoCallerOfAnOperatorsIdentity() {
    var operator =
        new AuthorizedIdentity(
            AuthorizedIdentity.OPERATOR, Optional.empty(), ADA, NOON.plusSeconds(1));

    assertThat(TokenUser.ofOperator(request(operator.texts()))).isEqualTo(ADA);
    assertRefused(operator.texts(), Caller::of);
  }

  @Test
  void refusesAnIdentityThatTheGatewayStoredForLongerThanTheTokenLives() {
    var texts =
        new AuthorizedIdentity(AuthorizedIdentity.PARTNER, Optional.of("partner-a"), ADA, NOON)
            .texts();

    assertRefused(texts, Caller::of);
  }

  @Test
  void refusesAContextThatNamesNobody() {
    assertRefused(Map.of("kind", "partner"), Caller::of);
    assertRefused(Map.of("kind", "operator"), TokenUser::ofOperator);
  }

  @Test
  void readsNoTokenBesideTheIdentity() {
    var identity =
        new AuthorizedIdentity(
            AuthorizedIdentity.PARTNER, Optional.of("partner-a"), ADA, NOON.plusSeconds(1));
    var event = event(identity.texts());
    event
        .getRequestContext()
        .getAuthorizer()
        .setJwt(
            RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.of("partner_id", "partner-b", "sub", "bob", "roles", "GlobalAdmin"))
                .build());

    assertThat(Caller.of(Events.request(event, NOON)).partner()).isEqualTo("partner-a");
  }

  private static void assertRefused(Map<String, String> texts, Function<Request, ?> reading) {
    var refused = catchThrowableOfType(ProblemException.class, () -> reading.apply(request(texts)));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  private static Request request(Map<String, String> texts) {
    return Events.request(event(texts), NOON);
  }

  private static APIGatewayV2HTTPEvent event(Map<String, String> texts) {
    return APIGatewayV2HTTPEvent.builder()
        .withRequestContext(
            RequestContext.builder()
                .withHttp(RequestContext.Http.builder().withMethod("GET").build())
                .withAuthorizer(
                    RequestContext.Authorizer.builder().withLambda(new TreeMap<>(texts)).build())
                .build())
        .build();
  }
}
