package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** The examples of RFC 7396, appendix A, whose target and patch are objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'} | {'a':'c'} | {'a':'c'}",
        "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
        "{'a':'b'} | {'a':null} | {}",
        "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
        "{'a':['b']} | {'a':'c'} | {'a':'c'}",
        "{'a':'c'} | {'a':['b']} | {'a':['b']}",
        "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
        "{'e':null} | {'a':1} | {'e':null,'a':1}",
        "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
        "{'a':'b'} | {'a':{'c':1}} | {'a':{'c':1}}"
      })
  void mergesAsTheStandardSays(String target, String patch, String merged) {
    assertThat(Json.write(Json.merged(object(target), object(patch)))).isEqualTo(json(merged));
  }

  private static ObjectNode object(String quoted) {
    try {
      return (ObjectNode) Json.read(json(quoted));
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }
}
