package dev.keyshelf.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an issuer's tokens say who calls.
 *
 * @param partner the claim that names the partner
 * @param partnerByTenant whether that claim has the partner's tenant at the issuer instead of its
 *     id
 * @param roles the claim with roles or groups
 * @param user the claim that names the user
 * @param name the claim with the user's name for people; empty for the first of {@code
 *     preferred_username}, {@code email} and {@code upn}
 * @param roleMap the roles of each group; empty if groups are roles by their own names
 */
public record ClaimSettings(
    ClaimName partner,
    boolean partnerByTenant,
    ClaimName roles,
    ClaimName user,
    Optional<ClaimName> name,
    Map<String, List<String>> roleMap) {
  private static final String PARTNER = "partner_id";
  private static final String ROLES = "roles";
  private static final String USER = "sub";

  private static final String NO_MAP =
      "RoleMap must be a JSON object, such as {\"keyshelf-admins\":[\"AdminAgent\"]}, was '%s'";

  /** The settings of tokens with the claims {@code partner_id}, {@code roles} and {@code sub}. */
  public static final ClaimSettings DEFAULT = of(Written.NOTHING);

  /** Copies the map. */
  public ClaimSettings {
    roleMap = Map.copyOf(roleMap);
  }

  /**
   * The settings as an operator writes them. An empty text stands for the default.
   *
   * @param partnerBy {@code id} or {@code tenant}
   * @param roleMap a JSON object from groups to arrays of roles; empty or {@code {}} if groups are
   *     roles by their own names
   */
  public record Written(
      String partner, String partnerBy, String roles, String user, String name, String roleMap) {
    /** Nothing written. */
    public static final Written NOTHING = new Written("", "", "", "", "", "");

    /** Returns the settings in a function's environment variables. */
    public static Written in(Map<String, String> variables) {
      return new Written(
          variables.getOrDefault("KEYSHELF_PARTNER_CLAIM", ""),
          variables.getOrDefault("KEYSHELF_PARTNER_BY", ""),
          variables.getOrDefault("KEYSHELF_ROLES_CLAIM", ""),
          variables.getOrDefault("KEYSHELF_USER_CLAIM", ""),
          variables.getOrDefault("KEYSHELF_NAME_CLAIM", ""),
          variables.getOrDefault("KEYSHELF_ROLE_MAP", ""));
    }

    /** Returns the environment variables of these settings. */
    public Map<String, String> variables() {
      return Map.of(
          "KEYSHELF_PARTNER_CLAIM", partner,
          "KEYSHELF_PARTNER_BY", partnerBy,
          "KEYSHELF_ROLES_CLAIM", roles,
          "KEYSHELF_USER_CLAIM", user,
          "KEYSHELF_NAME_CLAIM", name,
          "KEYSHELF_ROLE_MAP", roleMap);
    }
  }

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException if one is malformed. The message names it
   */
  public static ClaimSettings of(Written written) {
    return new ClaimSettings(
        claim("PartnerClaim", written.partner(), PARTNER),
        byTenant(written.partnerBy()),
        claim("RolesClaim", written.roles(), ROLES),
        claim("UserClaim", written.user(), USER),
        written.name().isBlank()
            ? Optional.empty()
            : Optional.of(claim("NameClaim", written.name(), "")),
        roleMap(written.roleMap()));
  }

  private static ClaimName claim(String setting, String written, String otherwise) {
    try {
      return new ClaimName(written.isBlank() ? otherwise : written);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "%s must be a claim's name, or a JSON Pointer that begins with a slash, was '%s'"
              .formatted(setting, written),
          malformed);
    }
  }

  private static boolean byTenant(String written) {
    return switch (written) {
      case "", "id" -> false;
      case "tenant" -> true;
      default ->
          throw new IllegalArgumentException(
              "PartnerBy must be id or tenant, was '%s'".formatted(written));
    };
  }

  private static Map<String, List<String>> roleMap(String written) {
    if (written.isBlank()) {
      return Map.of();
    }
    try {
      var tree = Json.read(written);
      if (!tree.isObject()) {
        throw new IllegalArgumentException(NO_MAP.formatted(written));
      }
      var map = new TreeMap<String, List<String>>();
      for (var entry : tree.properties()) {
        map.put(entry.getKey(), rolesOf(entry.getKey(), entry.getValue()));
      }
      return map;
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(NO_MAP.formatted(written), malformed);
    }
  }

  private static List<String> rolesOf(String group, JsonNode written) {
    var roles = new ArrayList<String>();
    for (var role : written) {
      if (!role.isTextual() || !RoleNames.isKnown(role.textValue())) {
        throw new IllegalArgumentException(
            "RoleMap: '%s' names the role %s, which Keyshelf does not have; use %s or %s"
                .formatted(
                    group,
                    role,
                    String.join(", ", RoleNames.OF_PARTNERS.stream().sorted().toList()),
                    RoleNames.OPERATOR));
      }
      roles.add(role.textValue());
    }
    if (!written.isArray()) {
      throw new IllegalArgumentException(
          "RoleMap: '%s' must have an array of roles, was %s".formatted(group, written));
    }
    return List.copyOf(roles);
  }
}
