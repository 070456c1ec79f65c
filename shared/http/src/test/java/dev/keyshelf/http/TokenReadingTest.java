package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.keyshelf.http.ClaimSettings.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what is read from tokens of the shapes that common issuers make. */
class TokenReadingTest {
  private static final String MAP =
      """
      {"keyshelf-admins":["AdminAgent","GlobalAdmin"],"Keyshelf Finance":["AccountAdmin"]}\
      """;

  @Test
  void readsEntraIdByTenant() throws JsonProcessingException {
    var reading =
        read(
            """
            {"aud":"api","tid":"72f988bf-0000-4000-8000-000000000001","oid":"o-1","sub":"s-1",
             "azp":"console","preferred_username":"ada@contoso.example","ver":"2.0",
             "roles":["AdminAgent"]}\
            """,
            new Written("tid", "tenant", "", "oid", "", ""));

    assertThat(reading.partner()).contains("72f988bf-0000-4000-8000-000000000001");
    assertThat(reading.user()).isEqualTo("o-1");
    assertThat(reading.roles()).containsExactly("AdminAgent");
    assertThat(reading.displayName()).contains("ada@contoso.example");
    assertThat(reading.application()).contains("console");
  }

  @Test
  void readsCognitosGroups() throws JsonProcessingException {
    var reading =
        read(
            """
            {"sub":"s-1","cognito:groups":["keyshelf-admins","eu-west"],"client_id":"c","username":"ada",
             "token_use":"access","custom:partner":"partner-a"}\
            """,
            new Written("custom:partner", "id", "cognito:groups", "", "username", MAP));

    assertThat(reading.partner()).contains("partner-a");
    assertThat(reading.roles()).containsExactly("AdminAgent", "GlobalAdmin");
    assertThat(reading.displayName()).contains("ada");
    assertThat(reading.fault()).isEmpty();
  }

  @Test
  void readsAuth0sNamespacedClaims() throws JsonProcessingException {
    var reading =
        read(
            """
            {"sub":"auth0|1","azp":"c","https://keyshelf.example/partner":"partner-a",
             "https://keyshelf.example/roles":["GlobalAdmin"]}\
            """,
            new Written(
                "https://keyshelf.example/partner",
                "",
                "https://keyshelf.example/roles",
                "",
                "",
                ""));

    assertThat(reading.partner()).contains("partner-a");
    assertThat(reading.roles()).containsExactly("GlobalAdmin");
  }

  @Test
  void readsKeycloaksNestedRoles() throws JsonProcessingException {
    var reading =
        read(
            """
            {"sub":"s-1","typ":"Bearer","azp":"c","partner":["partner-a"],
             "realm_access":{"roles":["offline_access","AdminAgent"]}}\
            """,
            new Written("partner", "", "/realm_access/roles", "", "", ""));

    assertThat(reading.partner()).contains("partner-a");
    assertThat(reading.roles()).containsExactly("AdminAgent", "offline_access");
  }

  @Test
  void readsOktasGroupsThatHoldBlanks() throws JsonProcessingException {
    var reading =
        read(
            "{\"sub\":\"ada\",\"uid\":\"u-1\",\"partner\":\"p\",\"groups\":[\"Keyshelf"
                + " Finance\",\"Everyone\"]}",
            new Written("partner", "", "groups", "uid", "sub", MAP));

    assertThat(reading.roles()).containsExactly("AccountAdmin");
    assertThat(reading.user()).isEqualTo("u-1");
    assertThat(reading.displayName()).contains("ada");
  }

  @Test
  void grantsNothingForAGroupThatTheMapDoesNotName() throws JsonProcessingException {
    var reading = withRoles("[\"AdminAgent\",\"keyshelf-admins2\"]", MAP);

    assertThat(reading.roles()).isEmpty();
    assertThat(reading.groups()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[\"Former AdminAgent\"]; ''",
        "[\"Former AdminAgent\"]; {\"AdminAgent\":[\"AdminAgent\"]}",
        "\"Former AdminAgent\"; ''",
        "\"Former AdminAgent\"; {\"AdminAgent\":[\"AdminAgent\"]}",
        "\"AdminAgent, retired\"; ''",
        "[[\"AdminAgent\"]]; ''",
        "{\"AdminAgent\":{}}; ''",
        "[\"AdminAgent\",7]; ''"
      })
  void makesNoRoleOfAPartOfAName(String claim, String map) throws JsonProcessingException {
    assertThat(withRoles(claim, map).roles()).doesNotContain("AdminAgent");
  }

  @Test
  void readsATextOfKnownRoles() throws JsonProcessingException {
    assertThat(withRoles("\"AdminAgent GlobalAdmin\"", "").roles())
        .containsExactly("AdminAgent", "GlobalAdmin");
    assertThat(withRoles("\"Keyshelf Finance\"", MAP).roles()).containsExactly("AccountAdmin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"a\",\"b\"]", "[]", "7", "{\"a\":\"b\"}", "null", "\" \""})
  void hasNoPartnerUnlessTheClaimIsOneText(String claim) throws JsonProcessingException {
    var reading = read("{\"sub\":\"ada\",\"partner_id\":%s}".formatted(claim), Written.NOTHING);

    assertThat(reading.partner()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "RoleMap; {\"a\":\"AdminAgent\"}",
        "RoleMap; {\"a\":[\"adminagent\"]}",
        "RoleMap; [\"AdminAgent\"]",
        "RoleMap; {\"a\":[]",
        "PartnerBy; name",
        "RolesClaim; /a~b"
      })
  void namesTheSettingThatIsMalformed(String setting, String value) {
    var written =
        switch (setting) {
          case "RoleMap" -> new Written("", "", "", "", "", value);
          case "PartnerBy" -> new Written("", value, "", "", "", "");
          default -> new Written("", "", value, "", "", "");
        };

    assertThatThrownBy(() -> ClaimSettings.of(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(setting);
  }

  private static TokenReading withRoles(String claim, String map) throws JsonProcessingException {
    return read(
        "{\"sub\":\"ada\",\"partner_id\":\"p\",\"roles\":%s}".formatted(claim),
        new Written("", "", "", "", "", map));
  }

  private static TokenReading read(String claims, Written written) throws JsonProcessingException {
    return TokenReading.of(Json.read(claims), ClaimSettings.of(written));
  }
}
