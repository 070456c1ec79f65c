package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.local.api.Estate.Things;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that partners are isolated, and that users can do only what their roles allow. It tries
 * every route of template.yaml with every set of roles, on the partner's own things, on another
 * partner's things and on missing things. {@link Access#ROWS} has the expected answers.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class ApartTest {
  /** Single roles, all roles together, no role, and texts that only look like a role. */
  private static final List<Set<String>> ROLES =
      List.of(
          Set.of("AdminAgent"),
          Set.of("GlobalAdmin"),
          Set.of("AccountAdmin"),
          Set.of("ReferralAdmin"),
          Set.of("MarketingContentAdmin"),
          Set.of("GlobalAdmin", "ReferralAdmin"),
          Set.of(
              "AdminAgent",
              "GlobalAdmin",
              "AccountAdmin",
              "ReferralAdmin",
              "MarketingContentAdmin"),
          Set.of(),
          Set.of("Owner"),
          Set.of("Operator"),
          Set.of("adminagent", "ADMINAGENT", "Admin Agent", "AdminAgent,GlobalAdmin", "*"));

  private static Shop shop;
  private static Estate estate;
  private static Things mine;
  private static Things theirs;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 20);
    estate = new Estate(shop, "partner-a", "partner-b");
    mine = estate.of("partner-a");
    theirs = estate.of("partner-b");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Stream<Access> rows() {
    return Access.ROWS.stream();
  }

  private static Stream<Access> rowsWithAToken() {
    return rows().filter(Access::needsAToken);
  }

  /**
   * Returns each row with each kind of thing that its route names. That thing and all inside it
   * belong to another partner.
   */
  private static Stream<Arguments> rowsByWhatIsLacking() {
    return rows().flatMap(row -> Estate.kinds(row).stream().map(kind -> Arguments.of(row, kind)));
  }

  /** The answer of the gateway to a token that its route's authorizer refuses. */
  private static final String NOT_ADMITTED = "401 ";

  private static List<String> routes(boolean authorized) {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(route -> route.authorized() == authorized)
        .map(route -> route.method() + " " + route.path())
        .toList();
  }

  @Test
  void hasARowForEachRoute() {
    assertThat(rowsWithAToken().map(Access::route))
        .containsExactlyInAnyOrderElementsOf(routes(true));
    assertThat(rows().filter(row -> !row.needsAToken()).map(Access::route))
        .containsExactlyInAnyOrderElementsOf(routes(false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachSetOfRolesMayUseOnlyItsRoutes(Access row) {
    var wrong = new ArrayList<String>();
    for (var roles : ROLES) {
      var user = shop.of("partner-a", roles.toArray(String[]::new));
      var own = row.isFor(roles) ? estate.fresh(row, "partner-a", mine) : mine;
      var refused = row.isForOperators() ? NOT_ADMITTED : "403 role-required";
      var expected = row.isFor(roles) ? row.own() + " " : refused;
      check(row, roles + " on the partner's own", expected, user, own, wrong);
      if (!row.lacking().isEmpty()) {
        var lacking = row.isFor(roles) ? row.lacking() : refused;
        check(row, roles + " on another partner's", lacking, user, anothers(row), wrong);
        check(row, roles + " on a missing one", lacking, user, Estate.ABSENT, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rowsWithAToken")
  void operatorsMayUseOnlyTheirOwnRoutes(Access row) {
    var wrong = new ArrayList<String>();
    var operator = Operators.of(shop);
    var without = row.isForOperators() ? "403 role-required" : NOT_ADMITTED;
    check(row, "an operator's token without a role", without, Operators.of(shop, ""), mine, wrong);
    check(
        row,
        "with another role",
        without,
        Operators.of(shop, "GlobalAdmin", "operator"),
        mine,
        wrong);
    if (row.isForOperators()) {
      check(row, "the operator", row.own() + " ", operator, mine, wrong);
      if (!row.lacking().isEmpty()) {
        check(row, "the operator on another partner's", row.lacking(), operator, theirs, wrong);
        check(row, "the operator on a missing one", row.lacking(), operator, Estate.ABSENT, wrong);
      }
    } else {
      check(row, "the operator", NOT_ADMITTED, operator, mine, wrong);
      check(
          row,
          "the operator with all roles",
          NOT_ADMITTED,
          Operators.of(shop, "Operator", "AdminAgent", "GlobalAdmin"),
          mine,
          wrong);
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * Returns another partner's things. A link works for anyone, so it needs a missing one instead.
   */
  private static Things anothers(Access row) {
    return row.needsAToken() ? theirs : Estate.ABSENT;
  }

  private static void check(
      Access row, String who, String expected, Client user, Things things, List<String> wrong) {
    var answer = estate.asking(row, "partner-a", things).by(user);
    var isProblem = answer.header("content-type").equals("application/problem+json");
    var met = answer.status() + " " + (isProblem && hasBody(row) ? answer.at("/code") : "");
    if (!met.equals(expected)) {
      wrong.add("%s, %s: %s instead of %s".formatted(row, who, met, expected));
    }
  }

  private static boolean hasBody(Access row) {
    return !row.method().equals("HEAD");
  }

  @ParameterizedTest
  @MethodSource("rowsByWhatIsLacking")
  void anotherPartnersThingsAreAnsweredAsMissingOnes(Access row, String kind) {
    var partner = row.needsAToken() ? "partner-b" : "partner-a";
    var own = row.needsAToken() ? theirs : mine;
    var user = row.isForOperators() ? Operators.of(shop) : shop.of(partner);
    var anothers = row.needsAToken() ? mine : Estate.ABSENT;
    var first = estate.asking(row, partner, own.upTo(kind, anothers));
    var second = estate.asking(row, partner, own.upTo(kind, Estate.ABSENT));
    var before = shop.contents();
    var answers = new ArrayList<Answer>();

    var steps = StoreSteps.during(() -> answers.add(first.by(user)));
    var stepsOfAbsent = StoreSteps.during(() -> answers.add(second.by(user)));

    assertThat(answers.getFirst().status() + " ")
        .isEqualTo(row.lacking().substring(0, "404 ".length()));
    assertThat(masked(answers.getFirst())).isEqualTo(masked(answers.getLast()));
    assertThat(unnumbered(steps)).isEqualTo(unnumbered(stepsOfAbsent));
    if (!row.lacking().startsWith("200")) {
      shop.expectNothingWrittenSince(before);
    }
  }

  /** Returns steps without the number of the document that the request names. */
  private static List<String> unnumbered(List<String> steps) {
    return steps.stream()
        .map(step -> step.replace(mine.document(), "number"))
        .map(step -> step.replace(theirs.document(), "number"))
        .map(step -> step.replace(Estate.ABSENT.document(), "number"))
        .toList();
  }

  /** Returns an answer without the ids of the request, which the answer to a batch repeats. */
  private static String masked(Answer answer) {
    return answer
        .comparable()
        .replace(mine.order(), "order")
        .replace(Estate.ABSENT.order(), "order")
        .replace(mine.customer(), "customer")
        .replace(Estate.ABSENT.customer(), "customer");
  }

  @ParameterizedTest
  @MethodSource("rowsWithAToken")
  void anotherCustomersThingsAreAnsweredAsMissingOnes(Access row) {
    if (Estate.kinds(row).contains("order")) {
      var path = shop.customerOf("partner-a", "US");
      var other = path.substring(path.lastIndexOf('/') + 1);
      var moved = theirs.upTo("customer", mine);
      var misplaced = moved.withCustomer(other);

      var answer = estate.asking(row, "partner-a", misplaced).by(shop.of("partner-a"));

      assertThat(answer.status() + " ").isEqualTo(row.lacking().substring(0, "404 ".length()));
    }
  }

  @Test
  void noListShowsAnythingOfAnotherPartner() {
    var domain = shop.of("partner-a").get("/v1/customers/" + mine.customer()).at("/domain");
    var user = shop.of("partner-b");

    shop.machine().pump().drain();
    assertThat(user.get("/v1/customers?domain=" + domain).json().get("items")).isEmpty();
    for (var path :
        List.of(
            "/v1/customers",
            "/v1/customers?namePrefix=customer",
            "/v1/support-requests",
            "/v1/activity",
            "/v1/activity/users",
            "/v1/events",
            "/v1/invoices/" + Beginning.MONTH)) {
      assertThat(user.get(path).expect(200).text())
          .contains(theirs.customer())
          .doesNotContain(mine.customer(), mine.order(), "partner-a");
    }
  }

  @Test
  void twoPartnersMayHaveCustomersWithTheSameDomain() {
    var my = shop.of("partner-a").get("/v1/customers/" + mine.customer());
    var twin =
        """
        {"companyName": "Twin", "tenantId": "%s", "domain": "%s", "market": "US"}
        """
            .formatted(my.at("/tenantId"), my.at("/domain"));

    shop.of("partner-b").post("/v1/customers", twin).expect(201);
    shop.of("partner-a").post("/v1/customers", twin).expectRefusal("409 domain-taken");
  }

  @ParameterizedTest
  @MethodSource("rowsWithAToken")
  void theGatewayRefusesRequestsWithoutAToken(Access row) {
    var asking = estate.asking(row, "partner-a", mine);
    var answers = new ArrayList<Answer>();

    assertThat(StoreSteps.during(() -> answers.add(asking.by(shop.nobody())))).isEmpty();

    var answer = answers.getFirst().expect(401);
    assertThat(answer.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.header("www-authenticate")).startsWith("Bearer");
  }

  /** Only the development issuer's pages are served too, for clients that check a token. */
  @Test
  void nothingElseIsServed() {
    shop.nobody().get("/issuer/.well-known/openid-configuration").expect(200);
    for (var path : List.of("/", "/v1", "/d", "/issuer", "/issuer/token", "/metrics", "/health")) {
      assertThat(shop.of("partner-a").get(path).expect(404).text())
          .isEqualTo("{\"message\":\"Not Found\"}");
    }
  }

  @Test
  void headersAndQueriesCannotNameAPartner() {
    var user = shop.of("partner-b");

    user.get(
            "/v1/customers/" + mine.customer(),
            "X-Partner-Id",
            "partner-a",
            "partner_id",
            "partner-a")
        .expectRefusal("404 not-found");
    user.get("/v1/customers?partnerId=partner-a").expectRefusal("400 validation");
  }
}
