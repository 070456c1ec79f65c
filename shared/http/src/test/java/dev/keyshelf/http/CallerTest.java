package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withClaims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  @Test
  void hasTheRolesOfAFlattenedList() {
    assertThat(withRoles("[AdminAgent GlobalAdmin]").roles())
        .containsExactlyInAnyOrder("AdminAgent", "GlobalAdmin");
  }

  @Test
  void hasTheOneRoleOfAListOfOne() {
    assertThat(withRoles("[AdminAgent]").roles()).containsExactly("AdminAgent");
  }

  @Test
  void hasTheOneRoleOfAText() {
    assertThat(withRoles("AdminAgent").roles()).containsExactly("AdminAgent");
  }

  @Test
  void hasNoRolesWhenTheListIsEmpty() {
    assertThat(withRoles("[]").roles()).isEmpty();
  }

  @Test
  void hasNoRolesWithoutTheClaim() {
    var caller = Caller.of(withClaims(Map.of("partner_id", "contoso", "sub", "ann")));

    assertThat(caller).isEqualTo(new Caller("contoso", "ann", Set.of()));
  }

  @Test
  void hasNoRoleOutOfTwoWordsOrAComma() {
    assertThat(withRoles("Admin Agent,GlobalAdmin").roles())
        .doesNotContain("AdminAgent", "GlobalAdmin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[x AdminAgent y]]",
        "[x [a AdminAgent b] y]",
        "map[a:x AdminAgent y]",
        "[map[a:x AdminAgent y]]"
      })
  void hasNoRoleOutOfWhatIsNestedInAClaim(String roles) {
    assertThat(withRoles(roles).roles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"partner_id, contoso", "sub, ann", "roles, AdminAgent", "partner, contoso"})
  void isNobodyWithoutAPartnerAndAUser(String claim, String value) {
    assertUnauthenticated(Map.of(claim, value));
  }

  @Test
  void isNobodyWithABlankPartner() {
    assertUnauthenticated(Map.of("partner_id", " ", "sub", "ann"));
  }

  @Test
  void isNobodyWithABlankUser() {
    assertUnauthenticated(Map.of("partner_id", "contoso", "sub", ""));
  }

  private static void assertUnauthenticated(Map<String, String> claims) {
    var refused = catchThrowableOfType(ProblemException.class, () -> Caller.of(withClaims(claims)));

    assertThat(refused.problem())
        .extracting(Problem::status, Problem::code)
        .containsExactly(401, ProblemCode.UNAUTHENTICATED);
  }

  private static Caller withRoles(String roles) {
    return Caller.of(withClaims(Map.of("partner_id", "contoso", "sub", "ann", "roles", roles)));
  }
}
