package dev.keyshelf.api;

import static dev.keyshelf.api.Calls.aCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.ActivityLog;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemCode;
import dev.keyshelf.http.ProblemException;
import dev.keyshelf.http.Reply;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerHandlerTest {
  private final List<Call> answered = new ArrayList<>();
  private final List<ActivityRecord> recorded = new ArrayList<>();
  private Optional<Problem> refusal = Optional.empty();
  private Optional<Problem> badInput = Optional.empty();

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

  private final PartnerHandler handler =
      new PartnerHandler(
          Clock.fixed(Calls.NOON, ZoneOffset.UTC), log, Role.ADMIN_AGENT, Role.GLOBAL_ADMIN) {
        @Override
        protected Reply answer(Call call) {
          answered.add(call);
          badInput.ifPresent(
              problem -> {
                throw new ProblemException(problem);
              });
          return refusal.<Reply>map(problem -> problem).orElseGet(() -> Answer.ok(Json.object()));
        }
      };

  @Test
  void recordsARefusalBeforeItAnswers() {
    refusal("[AccountAdmin]");

    assertThat(recorded)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.operation()).isEqualTo(Operation.ACCESS_REFUSED);
              assertThat(record.outcome()).isEqualTo(Outcome.REFUSED);
              assertThat(record.by())
                  .isEqualTo(aCall().inRoles("[AccountAdmin]").call().act().by());
              assertThat(record.reason()).contains("role-required");
              assertThat(record.detail()).contains("POST /v1/customers/{customerId}/orders");
              assertThat(record.requestId()).isEqualTo("request-1");
            });
  }

  @Test
  void recordsWhichCustomerWasAskedFor() {
    var id = "01M7W2Y7M0PV25GRW7BRT4GZ53";
    var request = aCall().with("customerId", id).inRoles("").request();

    assertThat(handler.answer(request)).isInstanceOf(Problem.class);

    assertThat(recorded)
        .extracting(record -> record.subject().customer())
        .containsExactly(CustomerId.parse(id));
  }

  @ParameterizedTest
  @EnumSource(names = {"KEYS_EXHAUSTED", "TERM_ENDED", "WINDOW_CLOSED"})
  void recordsRefusalsByALimit(ProblemCode code) {
    refusal = Optional.of(Problem.of(code, "No."));
    refusal("[AdminAgent]");

    assertThat(recorded)
        .extracting(ActivityRecord::reason)
        .containsExactly(Optional.of(code.toString()));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "VALIDATION", "DOMAIN_TAKEN"})
  void recordsNoOtherRefusals(ProblemCode code) {
    refusal = Optional.of(Problem.of(code, "No."));
    refusal("[AdminAgent]");

    assertThat(recorded).isEmpty();
  }

  @Test
  void answersBadInputWithItsProblem() {
    var problem = Problem.of(ProblemCode.VALIDATION, "No.");
    badInput = Optional.of(problem);

    assertThat(refusal("[AdminAgent]")).isSameAs(problem);
  }

  @Test
  void recordsNothingWhenItAnswers() {
    handler.answer(aCall().request());

    assertThat(recorded).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[AdminAgent]",
        "GlobalAdmin",
        "[ReferralAdmin AdminAgent]",
        "[ReferralAdmin GlobalAdmin]"
      })
  void answersAUserInOneOfItsRoles(String roles) {
    assertThat(answer(aCall().inRoles(roles)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[AccountAdmin ReferralAdmin MarketingContentAdmin]",
        "adminagent",
        "Admin Agent",
        "GlobalAdmin,AdminAgent",
        "ADMIN_AGENT"
      })
  void refusesAUserInNoneOfItsRoles(String roles) {
    assertThat(refusal(roles))
        .extracting(Problem::status, Problem::code)
        .containsExactly(403, ProblemCode.ROLE_REQUIRED);
    assertThat(answered).isEmpty();
  }

  @Test
  void refusesAClientThatAcceptsNoJson() {
    var request = aCall().accepting("application/xml").request();

    assertThat(handler.answer(request))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.status()).isEqualTo(406));
    assertThat(answered).isEmpty();
  }

  @Test
  void leavesNothingInSharedCaches() {
    assertThat(answer(aCall()).headers()).containsEntry("Cache-Control", "private, no-cache");
  }

  @Test
  void namesTheRolesThatItNeeds() {
    assertThat(refusal("[AccountAdmin]").detail())
        .isEqualTo("This needs one of the roles: AdminAgent, GlobalAdmin.");
  }

  @Test
  void asksForARetryWhenTheStoreIsUnavailable() {
    var problem = handler.problemOf(new UnavailableException("transaction"), aCall().request());

    assertThat(problem)
        .extracting(Problem::status, Problem::code)
        .containsExactly(503, ProblemCode.STORE_UNAVAILABLE);
    assertThat(problem.headers()).containsEntry("Retry-After", "1");
  }

  @Test
  void asksForTheSameKeyOnlyIfTheRequestHasOne() {
    var why = new UnavailableException("transaction");

    assertThat(handler.problemOf(why, aCall().request()).detail())
        .endsWith(" Send it again, with the same Idempotency-Key.");
    assertThat(handler.problemOf(why, aCall().withoutKey().request()).detail())
        .endsWith(" in time. Send it again.");
  }

  private Problem refusal(String roles) {
    return (Problem) handler.answer(aCall().inRoles(roles).request());
  }

  private Answer answer(Calls call) {
    return (Answer) handler.answer(call.request());
  }
}
