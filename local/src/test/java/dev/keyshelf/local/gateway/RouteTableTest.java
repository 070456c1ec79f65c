package dev.keyshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouteTableTest {
  private static RouteTable tableOf(Route... routes) {
    FunctionDeclaration function =
        new FunctionDeclaration(
            "F",
            "FFunction",
            "none",
            "none",
            Map.of(),
            Duration.ofSeconds(3),
            128,
            List.of(routes),
            List.of(),
            List.of());
    return RouteTable.of(
        new Template(
            List.of(function),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of()));
  }

  private static Route route(String method, String path) {
    return new Route(method, path, "Tokens");
  }

  private static String keyOf(RouteTable table, String method, String path) {
    return table.find(method, path).map(RouteTable.Match::key).orElse("none");
  }

  @Test
  void fallsBackToALessSpecificRouteIfOnlyThatHasTheMethod() {
    RouteTable table = tableOf(route("GET", "/a/search"), route("POST", "/a/{id}"));

    assertThat(keyOf(table, "POST", "/a/search")).isEqualTo("POST /a/{id}");
  }

  @Test
  void prefersANamedMethodToAny() {
    RouteTable table = tableOf(route("ANY", "/a/{id}"), route("GET", "/a/{name}"));

    assertThat(keyOf(table, "GET", "/a/1")).isEqualTo("GET /a/{name}");
    assertThat(keyOf(table, "PUT", "/a/1")).isEqualTo("ANY /a/{id}");
  }

  @Test
  void decidesAtTheFirstSegmentThatDiffers() {
    RouteTable table = tableOf(route("GET", "/{a}/literal"), route("GET", "/literal/{b}"));

    assertThat(keyOf(table, "GET", "/literal/literal")).isEqualTo("GET /literal/{b}");
  }

  @Test
  void matchesNoVariableWithAnEmptySegment() {
    RouteTable table = tableOf(route("GET", "/a/{id}"), route("GET", "/b/{rest+}"));

    assertThat(keyOf(table, "GET", "/a/")).isEqualTo("none");
    assertThat(keyOf(table, "GET", "/b/")).isEqualTo("none");
  }

  @Test
  void keepsAnEncodedSlashInsideItsVariable() {
    RouteTable table = tableOf(route("GET", "/a/{id}"));

    assertThat(table.find("GET", "/a/x%2Fy").orElseThrow().variables())
        .isEqualTo(Map.of("id", "x/y"));
  }

  @Test
  void readsAGreedyVariableAlikeWithAPlainAndAnEncodedSlash() {
    RouteTable table = tableOf(route("GET", "/a/{number+}"));

    for (String path : List.of("/a/2026/INV-1", "/a/2026%2FINV-1")) {
      assertThat(table.find("GET", path).orElseThrow().variables())
          .isEqualTo(Map.of("number", "2026/INV-1"));
    }
  }

  @Test
  void sendsTheRestToTheDefaultRoute() {
    RouteTable table = tableOf(route("ANY", "$default"), route("GET", "/a"));

    assertThat(keyOf(table, "GET", "/a")).isEqualTo("GET /a");
    assertThat(keyOf(table, "PUT", "/x/y")).isEqualTo("$default");
  }
}
