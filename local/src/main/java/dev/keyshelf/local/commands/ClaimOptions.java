package dev.keyshelf.local.commands;

import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.http.jwt.TrustedIssuers;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.machine.Settings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how the function AuthorizeToken reads tokens: the template's parameters. */
final class ClaimOptions {
  @Option(
      names = "--partner-claim",
      paramLabel = "CLAIM",
      description =
          "The claim that names the partner (default: partner_id). With a slash in front, it is a"
              + " JSON Pointer, such as /realm_access/roles.")
  private String partner = "";

  @Option(
      names = "--partner-by",
      paramLabel = "id|tenant",
      description = "Whether that claim has the partner's id (default), or one of its tenants.")
  private String partnerBy = "";

  @Option(
      names = "--roles-claim",
      paramLabel = "CLAIM",
      description = "The claim with roles or groups (default: roles).")
  private String roles = "";

  @Option(
      names = "--user-claim",
      paramLabel = "CLAIM",
      description = "The claim that names the user (default: sub).")
  private String user = "";

  @Option(
      names = "--name-claim",
      paramLabel = "CLAIM",
      description =
          "The claim with the user's name for people (default: the first of preferred_username,"
              + " email and upn).")
  private String name = "";

  @Option(
      names = "--role-map",
      paramLabel = "JSON",
      description =
          "The roles of each group, such as '{\"admins\":[\"AdminAgent\"]}'. Without it, groups are"
              + " roles by their own names.")
  private String roleMap = "";

  @Option(
      names = "--further-issuers",
      paramLabel = "\"URL A...\"",
      description =
          "Pairs of another issuer of partners' users and its audience, with blanks between them.")
  private String furtherIssuers = "";

  /** Returns the settings of claims as written. */
  ClaimSettings.Written written() {
    return new ClaimSettings.Written(partner, partnerBy, roles, user, name, roleMap);
  }

  /**
   * Returns the settings of claims.
   *
   * @throws UserFault if one is malformed
   */
  ClaimSettings settings() {
    try {
      return ClaimSettings.of(written());
    } catch (IllegalArgumentException malformed) {
      throw new UserFault(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  /** Returns pairs of an issuer and an audience, with blanks between them. */
  String furtherIssuers() {
    return furtherIssuers;
  }

  /**
   * Returns what these options set; empty if none is given, and the gateway's own authorizer does.
   *
   * @throws UserFault if one is malformed
   */
  Optional<Settings.Reading> reading() {
    settings();
    try {
      TrustedIssuers.in(Map.of("KEYSHELF_FURTHER_ISSUERS", furtherIssuers));
    } catch (IllegalArgumentException malformed) {
      throw new UserFault(String.valueOf(malformed.getMessage()), malformed);
    }
    return written().equals(ClaimSettings.Written.NOTHING) && furtherIssuers.isBlank()
        ? Optional.empty()
        : Optional.of(new Settings.Reading(written(), furtherIssuers));
  }
}
