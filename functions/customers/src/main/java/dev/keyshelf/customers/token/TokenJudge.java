package dev.keyshelf.customers.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.http.AuthorizedIdentity;
import dev.keyshelf.http.ClaimSettings;
import dev.keyshelf.http.RoleNames;
import dev.keyshelf.http.TokenReading;
import dev.keyshelf.http.TokenUser;
import dev.keyshelf.http.jwt.SignedToken;
import dev.keyshelf.http.jwt.TrustedIssuers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges tokens: says who a token's user is, or each reason why it is refused. The function {@code
 * AuthorizeToken} and {@code ./keyshelf token explain} both ask it.
 */
public final class TokenJudge {
  private static final String NO_TOKEN =
      "the text is no signed token in compact form (three parts with dots between them)";

  private final TrustedIssuers issuers;
  private final ClaimSettings settings;
  private final Function<String, Optional<PartnerId>> partnerOfTenant;

  /**
   * A judgement of a token.
   *
   * @param identity who calls; empty if the token is refused
   * @param reading what the token's claims say, also of a refused one; empty if it has none
   * @param isSigned whether the signature is the issuer's
   * @param faults why it is refused, in words
   */
  public record Judgement(
      Optional<AuthorizedIdentity> identity,
      Optional<TokenReading> reading,
      boolean isSigned,
      List<String> faults) {
    /** Copies the faults. */
    public Judgement {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Makes a judge.
   *
   * @param partnerOfTenant finds the partner that has a tenant; used only if the settings find
   *     partners by tenant
   */
  public TokenJudge(
      TrustedIssuers issuers,
      ClaimSettings settings,
      Function<String, Optional<PartnerId>> partnerOfTenant) {
    this.issuers = issuers;
    this.settings = settings;
    this.partnerOfTenant = partnerOfTenant;
  }

  /**
   * Judges a token. Looks for the partner only if the signature is the issuer's, so that a forged
   * token costs no reads.
   *
   * @throws IOException if the keys of the token's issuer cannot be read
   */
  public Judgement judge(String token, Instant now) throws IOException {
    var signed = SignedToken.parse(token);
    if (signed.isEmpty()) {
      return new Judgement(Optional.empty(), Optional.empty(), false, List.of(NO_TOKEN));
    }
    var fault = issuers.signatureFault(signed.get(), now);
    return judged(signed.get().claims(), fault, now, fault.isEmpty());
  }

  /**
   * Judges a token by all but its signature.
   *
   * @param signatureFault why the signature is refused, in words; empty if it is the issuer's
   */
  public Judgement judged(JsonNode claims, Optional<String> signatureFault, Instant now) {
    return judged(claims, signatureFault, now, true);
  }

  private Judgement judged(
      JsonNode claims, Optional<String> signatureFault, Instant now, boolean looksForPartner) {
    var checked = issuers.check(claims, now);
    var reading = TokenReading.of(claims, settings);
    var faults = new ArrayList<String>();
    signatureFault.ifPresent(faults::add);
    faults.addAll(checked.faults());
    reading.fault().ifPresent(faults::add);
    var partner =
        checked.kind().filter(_ -> looksForPartner).flatMap(kind -> partner(kind, reading, faults));
    var identity =
        faults.isEmpty()
            ? Optional.of(
                new AuthorizedIdentity(
                    checked.kind().orElseThrow(),
                    partner.map(PartnerId::value),
                    user(reading, checked.kind().orElseThrow()),
                    checked.expiresAt().orElseThrow()))
            : Optional.<AuthorizedIdentity>empty();
    return new Judgement(identity, Optional.of(reading), signatureFault.isEmpty(), faults);
  }

  private Optional<PartnerId> partner(String kind, TokenReading reading, List<String> faults) {
    var named = reading.partner();
    var partner = named.flatMap(settings.partnerByTenant() ? partnerOfTenant : PartnerId::parse);
    var claim = settings.partner();
    if (kind.equals(AuthorizedIdentity.OPERATOR)) {
      // Each token of an issuer with tenants names one. An operator's must be of no partner.
      if (settings.partnerByTenant() ? partner.isPresent() : named.isPresent()) {
        faults.add(
            "the token is for operators, and names a partner (%s: '%s')"
                .formatted(claim, named.orElseThrow()));
      }
      return Optional.empty();
    }
    if (named.isEmpty()) {
      faults.add("the token has no claim %s, which names the partner".formatted(claim));
    } else if (partner.isEmpty()) {
      faults.add(
          settings.partnerByTenant()
              ? "no partner has the tenant '%s' (%s)".formatted(named.get(), claim)
              : "'%s' is no partner's id (%s)".formatted(named.get(), claim));
    }
    return partner;
  }

  /** A partner's token never carries the operators' role, and an operator's only that one. */
  private static TokenUser user(TokenReading reading, String kind) {
    Set<String> roles = new TreeSet<>(reading.roles());
    if (kind.equals(AuthorizedIdentity.OPERATOR)) {
      roles.retainAll(Set.of(RoleNames.OPERATOR));
    } else {
      roles.remove(RoleNames.OPERATOR);
    }
    return new TokenUser(reading.user(), roles, reading.displayName(), reading.application());
  }
}
