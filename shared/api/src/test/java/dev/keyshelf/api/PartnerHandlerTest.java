package dev.keyshelf.api;

import static dev.keyshelf.api.Calls.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyshelf.domain.once.UnavailableException;
import dev.keyshelf.http.Answer;
import dev.keyshelf.http.Json;
import dev.keyshelf.http.Problem;
import dev.keyshelf.http.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerHandlerTest {
  private final List<Call> answered = new ArrayList<>();
  private final PartnerHandler handler =
      new PartnerHandler(
          Clock.fixed(Calls.NOON, ZoneOffset.UTC), Role.ADMIN_AGENT, Role.GLOBAL_ADMIN) {
        @Override
        protected Answer answer(Call call) {
          answered.add(call);
          return Answer.ok(Json.object());
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[AdminAgent]",
        "GlobalAdmin",
        "[ReferralAdmin AdminAgent]",
        "[Whatever GlobalAdmin]"
      })
  void answersAUserInOneOfItsRoles(String roles) {
    assertThat(handler.answer(aCall().inRoles(roles).request()).status()).isEqualTo(200);
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
        .containsExactly(403, "role-required");
    assertThat(answered).isEmpty();
  }

  @Test
  void refusesAClientThatTakesNoJson() {
    var request = aCall().accepting("application/xml").request();

    var refused = catchThrowableOfType(ProblemException.class, () -> handler.answer(request));

    assertThat(refused.problem().status()).isEqualTo(406);
    assertThat(answered).isEmpty();
  }

  @Test
  void leavesNothingInSharedCaches() {
    assertThat(handler.answer(aCall().request()).headers())
        .containsEntry("Cache-Control", "private, no-cache");
  }

  @Test
  void namesTheRolesThatItNeeds() {
    assertThat(refusal("[AccountAdmin]").detail())
        .isEqualTo("This needs one of the roles: AdminAgent, GlobalAdmin.");
  }

  @Test
  void asksToComeBackWhenTheStoreIsUnavailable() {
    var problem = handler.problemOf(new UnavailableException("transaction"), aCall().request());

    assertThat(problem)
        .extracting(Problem::status, Problem::code)
        .containsExactly(503, "store-unavailable");
    assertThat(problem.headers()).containsEntry("Retry-After", "1");
  }

  private Problem refusal(String roles) {
    return catchThrowableOfType(
            ProblemException.class, () -> handler.answer(aCall().inRoles(roles).request()))
        .problem();
  }
}
