package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends bodies that are not JSON, too long or of another type than their header names, and bodies
 * with unknown fields.
 */
class BodiesTest extends BadInput {
  private static Stream<byte[]> malformed() {
    var texts =
        Stream.of(
                "{",
                "{\"a\":1}}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":1 /* one */}",
                "{\"a\":1} // one",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x41\"}",
                "{} {}",
                " ",
                "null",
                "[]",
                "\"text\"",
                "1",
                "true",
                "\uFEFF{}",
                "{\"quantity\":1,\"quantity\":99}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":1" + "0".repeat(400) + "}",
                "{\"a\":\"" + "x".repeat(9_000) + "\"}",
                "{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}")
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    var bytes =
        Stream.of(
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
            new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
            "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    return Stream.concat(texts, bytes);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void mustBeOneJsonObject(byte[] body) {
    commands()
        .forEach(
            path ->
                agent
                    .send(
                        "POST",
                        path,
                        body,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                    .expectRefusal("400 malformed-json"));
    agent
        .send(
            "POST",
            software + "/keys",
            body,
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            UUID.randomUUID().toString())
        .expectRefusal("400 malformed-json");
  }

  @Test
  void mustNotBeEmptyUnlessTheCommandHasNoFields() {
    commands().forEach(path -> agent.post(path, "").expectRefusal("400 malformed-json"));
  }

  @Test
  void haveAtMost64Kibibytes() {
    var padded = ONE + " ".repeat(64 * 1024 - ONE.length());

    buys(padded + " ").expectRefusal("413 payload-too-large");
    buys(padded.replace("16core", "xxcore")).expectRefusal("422 product-unavailable");
  }

  @Test
  void ofMegabytesAreRefusedByTheGateway() {
    var answer = sends(new byte[11 * 1024 * 1024], "Content-Type", "application/json");

    assertThat(answer.expect(413).at("/message")).isEqualTo("Request Entity Too Large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/merge-patch+json",
        "application/json, application/json",
        "json"
      })
  void mustHaveTheMediaTypeOfJson(String type) {
    sends(ONE.getBytes(StandardCharsets.UTF_8), "Content-Type", type)
        .expectRefusal("415 unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=\"utf-8\"",
        "application/json;",
        "application/json; odata.metadata=minimal; charset=UTF-8"
      })
  void mayHaveParametersInTheirMediaType(String type) {
    var unknown = ONE.replace("16core", "xxcore").getBytes(StandardCharsets.UTF_8);

    sends(unknown, "Content-Type", type, "Content-Encoding", "identity")
        .expectRefusal("422 product-unavailable");
  }

  @Test
  void mayWriteWholeNumbersInAnyForm() {
    for (var one : List.of("1.0", "1e0", "10e-1")) {
      buys(ONE.replace("16core", "xxcore").replace(": 1}", ": " + one + "}"))
          .expectRefusal("422 product-unavailable");
    }
    buys(ONE.replace(": 1}", ": 1.5}")).expectRefusal("400 validation");
  }

  @Test
  void areRefusedWithTheirFirst50FaultsAndTheCountOfOthers() {
    var fields = IntStream.range(0, 5_000).mapToObj(i -> "\"f" + i + "\":1").toList();
    var body = "{" + String.join(",", fields) + "}";
    var answer = agent.post("/v1/customers", body).expectRefusal("400 validation");

    assertThat(answer.all("pointer")).hasSize(50).startsWith("/companyName");
    assertThat(answer.at("/moreErrors")).isEqualTo(Integer.toString(5_004 - 50));
    assertThat(answer.text().length()).isLessThan(body.length() / 10);
  }

  @Test
  void mustHaveAMediaTypeAndNoEncoding() {
    var body = ONE.getBytes(StandardCharsets.UTF_8);

    sends(body).expectRefusal("415 unsupported-media-type");
    sends(body, "Content-Type", "application/json", "Content-Encoding", "gzip")
        .expectRefusal("415 unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/lines",
        "{\"lines\": null}|/lines",
        "{\"lines\": {}}|/lines",
        "{\"lines\": \"ws2019-std-16core\"}|/lines",
        "{\"lines\": []}|/lines",
        "{\"lines\": [1]}|/lines/0",
        "{\"lines\": [{}]}|/lines/0/skuId /lines/0/quantity",
        "{\"lines\": [{\"skuId\": 1, \"quantity\": 1}]}|/lines/0/skuId",
        "{\"lines\": [{\"skuId\": \"ORDER#1\", \"quantity\": 1}]}|/lines/0/skuId",
        "{\"lines\": [{\"skuId\": \"\\u0000\", \"quantity\": 1}]}|/lines/0/skuId",
        "{\"lines\": [{\"skuId\": \"\\ud800\", \"quantity\": 1}]}|/lines/0/skuId"
      })
  void mustHaveFieldsOfTheRightType(String body, String pointers) {
    buys(body).expectRefusal("400 validation").expectPointers(pointers.split(" "));
  }

  @Test
  void mustHaveNoUnknownField() {
    buys("""
    {"lines": [{"skuId": "ws2019-std-16core", "quantity": 1, "price": "0.01",
                "unitPrice": {"amount": "0.01", "currency": "USD"}}],
     "partnerId": "partner-b", "status": "CANCELLED", "a/b~c": 1}
    """)
        .expectRefusal("400 validation")
        .expectPointers(
            "/partnerId", "/status", "/a~1b~0c", "/lines/0/price", "/lines/0/unitPrice");
    agent
        .post("/v1/customers", "{\"partnerId\": \"partner-b\"}")
        .expectRefusal("400 validation")
        .expectPointers("/companyName", "/tenantId", "/domain", "/market", "/partnerId");
  }
}
