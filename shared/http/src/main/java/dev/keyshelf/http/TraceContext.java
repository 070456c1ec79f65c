package dev.keyshelf.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a request belongs to, as <a href="https://www.w3.org/TR/trace-context-1/">W3C
 * Trace Context</a> defines it. It continues the client's trace if {@code traceparent} is valid.
 * Otherwise it is a new one, under the id that API Gateway gave to the request.
 *
 * @param traceId 32 hexadecimal digits
 * @param parent the {@code traceparent} for what the request causes, with a span of its own; empty
 *     if the trace is a new one
 * @param state the client's {@code tracestate}; empty if it is malformed, or the trace is a new one
 */
public record TraceContext(String traceId, Optional<String> parent, Optional<String> state) {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;
  private static final int SAMPLED = 1;

  /** Version ff does not exist. */
  private static final Pattern PARENT =
      Pattern.compile(
          "(?<version>(?!ff)[0-9a-f]{2})-(?<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
              + "-(?<flags>[0-9a-f]{2})(?<more>-.*)?");

  private static final Pattern ROOT =
      Pattern.compile("(?:^|;)\\s*Root=1-(?<time>[0-9a-f]{8})-(?<rest>[0-9a-f]{24})(?:;|$)");

  /**
   * Returns the trace of a request with these headers. Malformed headers are ignored.
   *
   * @param headers by lower-case name; repeated ones joined by commas
   */
  static TraceContext of(Map<String, String> headers) {
    var matcher = PARENT.matcher(headers.getOrDefault("traceparent", "").strip());
    return matcher.matches() && isKnown(matcher)
        ? continued(matcher, headers)
        : new TraceContext(
            ofGateway(headers).orElseGet(() -> random(TRACE_BYTES)),
            Optional.empty(),
            Optional.empty());
  }

  /** Only a later version may append fields, which are ignored. */
  private static boolean isKnown(Matcher parent) {
    return parent.group("more") == null || !parent.group("version").equals("00");
  }

  private static TraceContext continued(Matcher parent, Map<String, String> headers) {
    var trace = parent.group("trace");
    var flags = HexFormat.fromHexDigits(parent.group("flags")) & SAMPLED;
    return new TraceContext(
        trace,
        Optional.of("00-%s-%s-0%s".formatted(trace, random(SPAN_BYTES), flags)),
        Optional.ofNullable(headers.get("tracestate")).flatMap(TraceState::of));
  }

  private static Optional<String> ofGateway(Map<String, String> headers) {
    var matcher = ROOT.matcher(headers.getOrDefault("x-amzn-trace-id", ""));
    return matcher.find()
        ? Optional.of(matcher.group("time") + matcher.group("rest"))
        : Optional.empty();
  }

  /** The random generator is not kept, since copies of a snapshot would share its state. */
  private static String random(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
