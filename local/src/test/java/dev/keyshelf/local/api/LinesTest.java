package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders lines that are invalid, that do not exist, or that are not sold to this partner. */
class LinesTest extends BadInput {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1.5",
        "\"1\"",
        "true",
        "null",
        "[1]",
        "1.01e1",
        "1e9",
        "1e400",
        "2147483648",
        "9223372036854775808",
        "1001"
      })
  void haveAQuantityWithinTheSkusBounds(String quantity) {
    buys("{\"lines\": [" + PRODUCT.formatted(quantity) + "]}")
        .expectRefusal("400 validation")
        .expectPointers("/lines/0/quantity");
  }

  @Test
  void mayBeTwentyFiveAtMost() {
    var lines = new String[26];
    Arrays.fill(lines, "ws2019-std-16core:1");

    buys(Shop.lines(lines)).expectRefusal("400 validation").expectPointers("/lines");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing:1, 422 product-unavailable",
    "sql2017-std-2core:101, 400 validation",
    "sles-std-p1y:1001, 400 validation"
  })
  void mustBeInTheCatalogue(String line, String refusal) {
    buys(Shop.lines(line)).expectRefusal(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "sql2019-std-2core-p1y:2, it has no offer there",
    "d2v3-p1y:1, edition 2020-01-21 of server-software sells no reservation there"
  })
  void mustBeSoldInTheMarket(String line, String why) {
    var answer = agent.post(inChina + "/orders", Shop.lines(line));

    answer.expectRefusal("409 not-sold-in-market").expectPointers("/lines/0/skuId");
    assertThat(answer.at("/errors/0/detail")).contains("CN", why);
  }

  @Test
  void areRefusedWithAllTheirFaults() {
    agent
        .post(
            inChina + "/orders",
            Shop.lines(
                "ws2019-std-16core:1",
                "d2v3-p1y:101",
                "sql2019-std-2core-p1y:2",
                "nothing:1",
                "ws2019-dc-16core:501"))
        .expectRefusal("400 validation")
        .expectPointers(
            "/lines/1/quantity",
            "/lines/1/skuId",
            "/lines/2/skuId",
            "/lines/3/skuId",
            "/lines/4/quantity");
  }

  @Test
  void ofALimitedProgramNeedAnEligiblePartner() {
    var theirs = shop.customerOf("partner-b", "US");
    remember();

    shop.of("partner-b")
        .post(theirs + "/orders", Shop.lines("ws2019-std-16core:1", "ex2019-std-server:1"))
        .expectRefusal("403 partner-not-eligible")
        .expectPointers("/lines/1/skuId");
  }
}
