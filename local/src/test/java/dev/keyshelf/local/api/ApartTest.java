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
 * Partners see nothing of each other, and users only what their roles are for: every route of
 * template.yaml, with every set of roles, on what is one's own, another's and nobody's. What is to
 * be answered is in {@link Access#ROWS}.
 */
@SuppressWarnings("NullAway.Init") // made before all tests
@Isolated
class ApartTest {
  /** Roles alone and together, none, and what only looks like one. */
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
          Set.of("adminagent", "ADMINAGENT", "Admin Agent", "AdminAgent,GlobalAdmin", "*"));

  private static Shop shop;
  private static Estate estate;
  private static Things mine;
  private static Things theirs;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("windows-server-2019-standard", 20);
    estate = new Estate(shop);
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
   * Each row with each kind of thing that it names: that one and what is in it is not one's own.
   */
  private static Stream<Arguments> rowsByWhatIsLacking() {
    return rows().flatMap(row -> Estate.kinds(row).stream().map(kind -> Arguments.of(row, kind)));
  }

  private static List<String> routes(boolean authorized) {
    return Template.read(Settings.defaultTemplate()).functions().stream()
        .flatMap(function -> function.routes().stream())
        .filter(route -> route.authorized() == authorized)
        .map(route -> route.method() + " " + route.path())
        .toList();
  }

  @Test
  void everyRouteHasItsRow() {
    assertThat(rowsWithAToken().map(Access::route))
        .containsExactlyInAnyOrderElementsOf(routes(true));
    assertThat(rows().filter(row -> !row.needsAToken()).map(Access::route))
        .containsExactlyInAnyOrderElementsOf(routes(false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachSetOfRolesMayDoWhatItIsForAndNothingElse(Access row) {
    var wrong = new ArrayList<String>();
    for (var roles : ROLES) {
      var user = shop.of("partner-a", roles.toArray(String[]::new));
      var own = row.isFor(roles) ? estate.fresh(row, "partner-a", mine) : mine;
      var expected = row.isFor(roles) ? row.own() + " " : "403 role-required";
      check(row, roles + " on one's own", expected, user, own, wrong);
      if (!row.lacking().isEmpty()) {
        var lacking = row.isFor(roles) ? row.lacking() : "403 role-required";
        check(row, roles + " on another's", lacking, user, anothers(row), wrong);
        check(row, roles + " on nobody's", lacking, user, Estate.ABSENT, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Whoever has a link has it: nobody's are the links that another partner made too. */
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
  void whatIsAnothersIsAnsweredAsWhatIsNotThere(Access row, String kind) {
    var partner = row.needsAToken() ? "partner-b" : "partner-a";
    var own = row.needsAToken() ? theirs : mine;
    var user = shop.of(partner);
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
    assertThat(steps).isEqualTo(stepsOfAbsent);
    if (!row.lacking().startsWith("200")) {
      shop.expectNothingWrittenSince(before);
    }
  }

  /** The answers to a batch name the orders that were asked for. */
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
  void anotherCustomersThingsAreAnsweredAsThoseThatAreNotThere(Access row) {
    if (Estate.kinds(row).contains("order")) {
      var path = shop.customerOf("partner-a", "US");
      var other = path.substring(path.lastIndexOf('/') + 1);
      var moved = theirs.upTo("customer", mine);
      var misplaced =
          new Things(
              other,
              moved.order(),
              moved.link(),
              moved.request(),
              moved.attachment(),
              moved.token(),
              moved.download());

      var answer = estate.asking(row, "partner-a", misplaced).by(shop.of("partner-a"));

      assertThat(answer.status() + " ").isEqualTo(row.lacking().substring(0, "404 ".length()));
    }
  }

  @Test
  void noListShowsAnythingOfAnotherPartner() {
    var domain = shop.of("partner-a").get("/v1/customers/" + mine.customer()).at("/domain");
    var user = shop.of("partner-b");

    assertThat(user.get("/v1/customers?domain=" + domain).json().get("items")).isEmpty();
    for (var path :
        List.of(
            "/v1/customers",
            "/v1/customers?namePrefix=customer",
            "/v1/support-requests",
            "/v1/activity",
            "/v1/invoices/" + Beginning.MONTH)) {
      assertThat(user.get(path).expect(200).text())
          .contains(theirs.customer())
          .doesNotContain(mine.customer(), mine.order(), "partner-a");
    }
  }

  @Test
  void twoPartnersMayHaveCustomersOfOneDomain() {
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
  void whoHasNoTokenIsTurnedAwayByTheGateway(Access row) {
    var asking = estate.asking(row, "partner-a", mine);
    var answers = new ArrayList<Answer>();

    assertThat(StoreSteps.during(() -> answers.add(asking.by(shop.nobody())))).isEmpty();

    var answer = answers.getFirst().expect(401);
    assertThat(answer.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.header("www-authenticate")).startsWith("Bearer");
  }

  /** The development issuer's pages are for whoever checks a token; the template has no others. */
  @Test
  void nothingElseIsServed() {
    shop.nobody().get("/issuer/.well-known/openid-configuration").expect(200);
    for (var path : List.of("/", "/v1", "/d", "/issuer", "/issuer/token", "/metrics", "/health")) {
      assertThat(shop.of("partner-a").get(path).expect(404).text())
          .isEqualTo("{\"message\":\"Not Found\"}");
    }
  }

  @Test
  void aHeaderOrAQueryNamesNoPartner() {
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
