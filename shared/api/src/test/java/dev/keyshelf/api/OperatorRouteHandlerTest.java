package dev.keyshelf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Reply;
import dev.keyshelf.http.Request;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorRouteHandlerTest {
  private static final Map<String, String> OLGA =
      Map.of("sub", "olga", "roles", "[Operator]", "aud", "keyshelf-operator");

  private final List<OperatorCall> answered = new ArrayList<>();
  private final List<ActivityRecord> recorded = new ArrayList<>();

  /** Collects the records. These tests do not read them through the log. */
  private final ActivityLog log =
      new ActivityLog() {
        @Override
        public Page list(
            PartnerId partner, Question question, int limit, Optional<Position> after) {
          return new Page(List.of(), Optional.empty());
        }

        @Override
        public void record(ActivityRecord activity) {
          recorded.add(activity);
        }
      };

  private final OperatorRouteHandler handler =
      new OperatorRouteHandler(Clock.fixed(Calls.NOON, ZoneOffset.UTC), log) {
        @Override
        protected Reply answer(OperatorCall call) {
          answered.add(call);
          return Answer.ok(Json.object());
        }
      };

  private static Request with(Map<String, String> claims) {
    return new Request(
        "POST",
        "POST /v1/operator/things",
        "/v1/operator/things",
        Map.of("partnerId", "contoso"),
        Map.of(),
        Map.of("idempotency-key", "k-1"),
        new byte[0],
        claims,
        "api.keyshelf.example",
        "203.0.113.7",
        "curl/8.0",
        "request-1",
        Calls.NOON);
  }

  private static Map<String, String> but(String claim, String value) {
    var claims = new TreeMap<>(OLGA);
    claims.put(claim, value);
    return claims;
  }

  private Answer answer(Map<String, String> claims) {
    return (Answer) handler.answer(with(claims));
  }

  private void assertUnauthenticated(Map<String, String> claims) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> handler.answer(with(claims)))
        .satisfies(
            refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.UNAUTHENTICATED));
    assertThat(answered).isEmpty();
    assertThat(recorded).isEmpty();
  }

  @Test
  void answersAnOperator() {
    assertThat(answer(OLGA).status()).isEqualTo(200);
    assertThat(answer(OLGA).headers()).containsEntry("Cache-Control", "private, no-cache");
  }

  /** Also if the token is for both audiences and has the operators' role. */
  @ParameterizedTest
  @ValueSource(strings = {"contoso", "keyshelf", ""})
  void refusesATokenThatNamesAPartner(String partner) {
    assertUnauthenticated(but("partner_id", partner));
  }

  @Test
  void refusesATokenWithoutAUserAndAnIdToken() {
    assertUnauthenticated(but("sub", " "));
    assertUnauthenticated(but("token_use", "id"));
    assertUnauthenticated(but("at_hash", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "[AdminAgent GlobalAdmin]", "[operator]", "[Operators]"})
  void refusesATokenWithoutTheRoleAndRecordsItForTheHouse(String roles) {
    var refused = (Problem) handler.answer(with(but("roles", roles)));

    assertThat(refused.code()).isEqualTo(ProblemCode.ROLE_REQUIRED);
    assertThat(refused.detail()).isEqualTo("This needs the role Operator.");
    assertThat(answered).isEmpty();
    assertThat(recorded)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.partner()).isEqualTo(PartnerId.HOUSE);
              assertThat(record.by()).isEqualTo(new Actor.SupportOperator("olga"));
              assertThat(record.detail()).contains("POST /v1/operator/things");
            });
  }

  @Test
  void recordsTheSubjectAfterTheNameForPeople() {
    answer(but("preferred_username", "olga@distributor.example"));
    answer(but("preferred_username", "olga"));

    assertThat(answered)
        .extracting(call -> call.act().by())
        .containsExactly(
            new Actor.SupportOperator("olga@distributor.example (olga)"),
            new Actor.SupportOperator("olga"));
  }

  @Test
  void commandsOfAllOperatorsAreInTheScopeOfTheHouse() {
    answer(OLGA);

    var once = answered.getFirst().once(_ -> Answer.ok(Json.object()));
    assertThat(once.key().partner()).isEqualTo(PartnerId.HOUSE);
    assertThat(answered.getFirst().partner().value()).isEqualTo("contoso");
  }
}
