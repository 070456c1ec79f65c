package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** Jackson's own mapper, with which a tree must agree. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "0",
        "-1",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "1.5",
        "1e3",
        "-0.0",
        "\"\"",
        "\"a\\u0000\\n\\\"\\\\ \u00e9 \ud83d\ude00\"",
        "{\"a\":{\"b\":[1,[2,{\"c\":null}],\"d\"]},\"e\":[],\"f\":{}}",
        " [ 1 , 2 ] "
      })
  void readsAndWritesAsJacksonsMapperDoes(String text) throws Exception {
    var read = Json.read(text);

    assertThat(read).isEqualTo(MAPPER.readTree(text));
    assertThat(Json.write(read)).isEqualTo(MAPPER.writeValueAsString(read));
  }

  @Test
  void writesEachKindOfNumberAsJacksonsMapperDoes() throws Exception {
    var tree =
        Json.object()
            .put("int", 1)
            .put("long", Long.MIN_VALUE)
            .put("big", BigInteger.TWO.pow(80))
            .put("double", 0.1)
            .put("float", 0.5f)
            .put("decimal", new BigDecimal("1200.00"));

    assertThat(Json.write(tree)).isEqualTo(MAPPER.writeValueAsString(tree));
  }

  @Test
  void copiesARawValueUnchanged() {
    var tree = Json.object();
    tree.putRawValue("stored", new RawValue("{\"b\": 1}"));

    assertThat(Json.write(tree)).isEqualTo("{\"stored\":{\"b\": 1}}");
  }

  @Test
  void writesNoOtherPojo() {
    JsonNode tree = Json.object().putPOJO("object", new Object());

    assertThatThrownBy(() -> Json.write(tree)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{}{}", "[1,]", "{\"a\":1,\"a\":2}", "nul", "1 2", "]"})
  void readsExactlyOneWholeValue(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
  }
}
