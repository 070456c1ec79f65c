package dev.keyshelf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How traces are continued, as W3C Trace Context (level 1) says, and when a new one begins. */
class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
  private static final String ROOT = "Root=1-67891233-abcdef012345678912345678";

  private static TraceContext of(String traceparent) {
    return TraceContext.of(Map.of("traceparent", traceparent));
  }

  private static Optional<String> state(String tracestate) {
    return TraceContext.of(Map.of("traceparent", PARENT, "tracestate", tracestate)).state();
  }

  @Test
  void continuesTheClientsTraceInASpanOfItsOwn() {
    var trace = of(PARENT);

    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.parent().orElseThrow())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain(SPAN)
        .doesNotContain("0".repeat(16));
    assertThat(of(PARENT).parent()).isNotEqualTo(trace.parent());
  }

  /** Later versions may append to the header, and set flags that this one does not know. */
  @ParameterizedTest
  @CsvSource({
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, 00",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff, 01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02, 00",
    "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03, 01",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-is-to-come, 01",
    "'  00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\t', 01"
  })
  void handsOnVersionZeroAndWhetherTheTraceIsSampled(String traceparent, String flags) {
    assertThat(of(traceparent).parent().orElseThrow())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-" + flags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-001",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,"
            + "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void beginsATraceIfTheClientsIsMalformed(String traceparent) {
    var trace =
        TraceContext.of(
            Map.of("traceparent", traceparent, "tracestate", "a=1", "x-amzn-trace-id", ROOT));

    assertThat(trace)
        .isEqualTo(
            new TraceContext(
                "67891233abcdef012345678912345678", Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1, true",
    "Self=1-67891234-12456789abcdef0123456789;Root=1-67891233-abcdef012345678912345678, true",
    "Root=1-67891233-abcdef0123456789123456789, false",
    "Root=2-67891233-abcdef012345678912345678, false",
    "1-67891233-abcdef012345678912345678, false"
  })
  void namesANewTraceAfterThatOfTheGateway(String header, boolean isRead) {
    var trace = TraceContext.of(Map.of("x-amzn-trace-id", header));

    assertThat(trace.traceId().equals("67891233abcdef012345678912345678")).isEqualTo(isRead);
    assertThat(trace.traceId()).matches("[0-9a-f]{32}");
    assertThat(trace.parent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "congo=t61rcWkgMzE | congo=t61rcWkgMzE",
        "' rojo=00f067aa0ba902b7 ,\t congo=t61rcWkgMzE' | rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
        "a=1,,b=2, | a=1,b=2",
        "fw529a3039@dt=FfAXnQ,a_-*/0=x y!~ | fw529a3039@dt=FfAXnQ,a_-*/0=x y!~"
      })
  void handsOnTheStateInItsOrder(String tracestate, String kept) {
    assertThat(state(tracestate)).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "a",
        "a=",
        "=1",
        "A=1",
        "a =1",
        "a=1=2",
        "a=1,a=2",
        "0=1",
        "a@=1",
        "a@0=1",
        "a@bcdefghijklmnop=1",
        "a@b@c=1",
        "a=ü",
        "a=1,b=\u0001"
      })
  void leavesOutAMalformedStateAndContinuesTheTrace(String tracestate) {
    var trace = TraceContext.of(Map.of("traceparent", PARENT, "tracestate", tracestate));

    assertThat(trace.state()).isEmpty();
    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.parent()).isPresent();
  }

  @Test
  void takesUpTo32MembersOfState() {
    assertThat(state(members(32, 1))).contains(members(32, 1));
    assertThat(state(members(33, 1))).isEmpty();
  }

  /** Long members are left out first, and then the oldest ones, which are the last. */
  @Test
  void shortensTheStateTo512Characters() {
    var exact = members(8, 59);
    assertThat(exact).hasSize(8 * 64 - 1);

    assertThat(state(exact)).contains(exact);
    assertThat(state(exact + "," + "x=" + "v".repeat(126))).contains(exact);
    assertThat(state("x=" + "v".repeat(127) + "," + exact)).contains(exact);
    var longest = "x=" + "v".repeat(126);
    assertThat(state(longest + "," + exact)).contains(longest + "," + members(6, 59));
    assertThat(state("x=1," + exact)).contains("x=1," + members(7, 59));
  }

  private static String members(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> "k" + (10 + i) + "=" + "v".repeat(length))
        .collect(Collectors.joining(","));
  }

  @Test
  void handsOnNoStateWithAKeyOrAToken() {
    var token = "aB3_-".repeat(8) + "xyZ";
    assertThat(token).hasSize(43);

    for (var secret : List.of("ABCDE-FGHIJ-KLMNO-PQRST-UVWXY", token)) {
      assertThat(state("a=1,b=" + secret)).as(secret).isEmpty();
    }
  }
}
