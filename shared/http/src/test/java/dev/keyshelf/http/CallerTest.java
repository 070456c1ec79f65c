package dev.keyshelf.http;

import static dev.keyshelf.http.Requests.withClaims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    assertThat(caller)
        .isEqualTo(new Caller("contoso", "ann", Set.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void makesNoRoleOfTwoWordsOrAComma() {
    assertThat(withRoles("Admin Agent,GlobalAdmin").roles())
        .doesNotContain("AdminAgent", "GlobalAdmin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[x AdminAgent y]]",
        "[x] AdminAgent [y]]",
        "[a]b AdminAgent c[d]",
        "[x [a AdminAgent b] y]",
        "map[a:x AdminAgent y]",
        "[map[a:x AdminAgent y]]"
      })
  void makesNoRoleOfANestedClaim(String roles) {
    assertThat(withRoles(roles).roles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"partner_id, contoso", "sub, ann", "roles, AdminAgent", "partner, contoso"})
  void isRefusedWithoutAPartnerAndAUser(String claim, String value) {
    assertUnauthenticated(Map.of(claim, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Former AdminAgent]",
        "[AdminAgent (retired)]",
        "[team[eu] AdminAgent]",
        "Former AdminAgent",
        "[AdminAgent GlobalAdmin Owner]"
      })
  void makesNoRoleOfAWordThatMayBelongToANameWithBlanks(String roles) {
    assertThat(withRoles(roles).roles()).isEmpty();
  }

  @Test
  void hasTheRolesOfTheArrayThatTheVerifiedTokenHolds() {
    assertThat(withArray("Former AdminAgent").roles()).containsExactly("Former AdminAgent");
    assertThat(withArray("team[eu]", "AdminAgent").roles()).contains("AdminAgent");
    assertThat(withArray("a[b AdminAgent", "GlobalAdmin", "c]d").roles())
        .contains("GlobalAdmin")
        .doesNotContain("AdminAgent");
    assertThat(withArray("AdminAgent,GlobalAdmin").roles())
        .doesNotContain("AdminAgent", "GlobalAdmin");
    assertThat(withArray("AdminAgent", null).roles()).containsExactly("AdminAgent");
    assertThat(withArray().roles()).isEmpty();
  }

  @Test
  void readsNoTokenThatTheAuthorizerDidNotRead() {
    var token = token("{\"sub\":\"bob\",\"partner_id\":\"contoso\",\"roles\":[\"AdminAgent\"]}");
    var other = token("{\"sub\":\"ann\",\"partner_id\":\"contoso\",\"roles\":[\"AdminAgent\"]}");

    assertThat(carrying(token, "[GlobalAdmin]").roles()).containsExactly("GlobalAdmin");
    assertThat(carrying(other, "[GlobalAdmin]").roles()).containsExactly("GlobalAdmin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer a.e30.c",
        "Bearer a.!.c",
        "a.W10.b"
      })
  void readsTheFlattenedClaimWhereTheTokenCannotBeRead(String authorization) {
    assertThat(carrying(authorization, "[AdminAgent GlobalAdmin]").roles())
        .containsExactlyInAnyOrder("AdminAgent", "GlobalAdmin");
  }

  @ParameterizedTest
  @CsvSource({"token_use, id", "token_use, refresh", "typ, ID", "at_hash, h", "c_hash, h"})
  void isRefusedWithAnIdToken(String claim, String value) {
    assertUnauthenticated(Map.of("partner_id", "contoso", "sub", "ann", claim, value));
  }

  @ParameterizedTest
  @CsvSource({"token_use, access", "nonce, n", "typ, Bearer"})
  void isAcceptedWithAnAccessToken(String claim, String value) {
    var claims = Map.of("partner_id", "contoso", "sub", "ann", claim, value);

    assertThat(Caller.of(withClaims(claims)).user()).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000n",
        "a\nn",
        "a\u001b[31mn",
        "a\u0085n",
        "a\u202en",
        "a\u2066n",
        "a\u200fn",
        "a\u2028n",
        "a\ud800n"
      })
  void isRefusedIfALogCannotShowItsUser(String user) {
    assertUnauthenticated(Map.of("partner_id", "contoso", "sub", user));
  }

  @Test
  void hasANameOfAtMost256Characters() {
    var longest = "\ud83d\ude00".repeat(256);

    assertThat(Caller.of(withClaims(Map.of("partner_id", "contoso", "sub", longest))).user())
        .isEqualTo(longest);
    assertUnauthenticated(Map.of("partner_id", "contoso", "sub", longest + "x"));
  }

  @Test
  void hasTheFirstDisplayNameOfTheToken() {
    assertThat(with("upn", "c", "email", "b", "preferred_username", "a").displayName())
        .contains("a");
    assertThat(with("upn", "c", "email", "b", "preferred_username", " \n").displayName())
        .contains("b");
    assertThat(with("upn", "c").displayName()).contains("c");
    assertThat(with().displayName()).isEmpty();
  }

  @Test
  void hasTheFirstApplicationOfTheToken() {
    assertThat(with("appid", "c", "client_id", "b", "azp", "a").application()).contains("a");
    assertThat(with("appid", "c", "client_id", "b").application()).contains("b");
    assertThat(with("appid", "c").application()).contains("c");
    assertThat(with().application()).isEmpty();
  }

  @Test
  void hasOnlyTheLoggablePartOfItsDisplayName() {
    var named = with("email", "a\u202e\u0007b" + "x".repeat(300), "azp", "\u2066app\u2069");

    assertThat(named.displayName()).contains("ab" + "x".repeat(254));
    assertThat(named.application()).contains("app");
  }

  private static Caller with(String... claims) {
    var all = new TreeMap<>(Map.of("partner_id", "contoso", "sub", "ann"));
    for (int i = 0; i < claims.length; i += 2) {
      all.put(claims[i], claims[i + 1]);
    }
    return Caller.of(withClaims(all));
  }

  /** Makes a request as HTTP APIs do: with the array flattened, and with the token itself. */
  private static Caller withArray(@Nullable String... roles) {
    var array =
        Arrays.stream(roles)
            .map(role -> role == null ? "null" : "\"" + role + "\"")
            .collect(Collectors.joining(","));
    var flattened =
        Arrays.stream(roles)
            .map(role -> role == null ? "<nil>" : role)
            .collect(Collectors.joining(" "));
    var json = "{\"sub\":\"ann\",\"partner_id\":\"contoso\",\"roles\":[%s]}".formatted(array);
    return carrying(token(json), "[" + flattened + "]");
  }

  private static String token(String claims) {
    var payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "Bearer e30." + payload + ".c2ln";
  }

  private static Caller carrying(String authorization, String roles) {
    var claims = Map.of("partner_id", "contoso", "sub", "ann", "roles", roles);
    return Caller.of(withClaims(claims, Map.of("authorization", authorization)));
  }

  @Test
  void isRefusedWithABlankPartner() {
    assertUnauthenticated(Map.of("partner_id", " ", "sub", "ann"));
  }

  @Test
  void isRefusedWithABlankUser() {
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
