package dev.keyshelf.interop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The person of a page's example, and others whose tokens differ from that in one thing. */
enum Visitor {
  EXAMPLE {
    @Override
    Claims access(IssuerPage page) {
      return Claims.like(page.token());
    }
  },
  WITHOUT_ROLES {
    @Override
    Claims access(IssuerPage page) {
      return EXAMPLE.access(page).without(page.parameter("RolesClaim"));
    }
  },
  WITH_UNKNOWN_ROLE {
    @Override
    Claims access(IssuerPage page) {
      return withRoles(page, List.of("canteen"));
    }
  },
  /** A part of the name grants, the whole name does not. */
  WITH_LONGER_ROLE {
    @Override
    Claims access(IssuerPage page) {
      return withRoles(page, List.of("Former " + page.group("AdminAgent"), "Former AdminAgent"));
    }
  },
  WITH_ROLES_OF_ANOTHER_SHAPE {
    @Override
    Claims access(IssuerPage page) {
      return withRoles(page, Map.of(page.group("AdminAgent"), true));
    }
  },
  WITHOUT_PARTNER {
    @Override
    Claims access(IssuerPage page) {
      return EXAMPLE.access(page).without(page.parameter("PartnerClaim"));
    }
  },
  OF_UNKNOWN_PARTNER {
    @Override
    Claims access(IssuerPage page) {
      // The issuer is trusted with ids, so another id would be another partner.
      var partner = page.parameters().containsKey("PartnerBy") ? NOBODYS : "no partner's id";
      return EXAMPLE.access(page).with(page.parameter("PartnerClaim"), partner);
    }
  },
  FOR_ANOTHER_API {
    @Override
    Claims access(IssuerPage page) {
      return EXAMPLE.access(page).withAudience("account");
    }
  },
  OF_ANOTHER_ISSUER {
    @Override
    Claims access(IssuerPage page) {
      return EXAMPLE.access(page).with("iss", "https://sts.example/8d3b4c6e/");
    }
  },
  OPERATOR {
    @Override
    Claims access(IssuerPage page) {
      var operator =
          withRoles(page, List.of(page.group("Operator")))
              .withAudience(page.parameter("OperatorAudience"));
      // Each token of a tenant names it. An operator's is no partner's.
      return page.parameters().containsKey("PartnerBy")
          ? operator.with(page.parameter("PartnerClaim"), NOBODYS)
          : operator.without(page.parameter("PartnerClaim"));
    }
  },
  OPERATOR_OF_A_PARTNER {
    @Override
    Claims access(IssuerPage page) {
      return withRoles(page, List.of(page.group("Operator"), page.group("AdminAgent")))
          .withAudience(page.parameter("OperatorAudience"));
    }
  },
  PARTNERS_USER_WITH_ROLE_OPERATOR {
    @Override
    Claims access(IssuerPage page) {
      return withRoles(page, List.of(page.group("Operator"), page.group("AdminAgent")));
    }
  };

  private static final String NOBODYS = "00000000-1111-4222-8333-444444444444";

  /** What an issuer writes into an ID token by itself, or into access tokens only. */
  private static final List<String> OF_ACCESS_TOKENS =
      List.of("aud", "client_id", "cid", "azp", "scope", "scp", "acr", "sid");

  /** How issuers mark ID tokens, if they do. */
  private static final Map<String, String> MARKS = Map.of("token_use", "id", "typ", "ID");

  /** Returns the claims of the access token. */
  abstract Claims access(IssuerPage page);

  /** Returns the claims of the ID token, apart from those that each ID token has. */
  Claims id(IssuerPage page) {
    var claims = new LinkedHashMap<String, @Nullable Object>(access(page).values());
    claims.values().removeIf(value -> value == null);
    claims.keySet().removeAll(OF_ACCESS_TOKENS);
    MARKS.forEach((name, mark) -> claims.computeIfPresent(name, (_, _) -> mark));
    return new Claims(claims);
  }

  private static Claims withRoles(IssuerPage page, Object roles) {
    return EXAMPLE.access(page).with(page.parameter("RolesClaim"), roles);
  }
}
