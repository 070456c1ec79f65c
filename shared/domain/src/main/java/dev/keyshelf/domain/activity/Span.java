package dev.keyshelf.domain.activity;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a client's trace, as <a href="https://www.w3.org/TR/trace-context-1/">W3C Trace
 * Context</a> writes it.
 *
 * @param parent {@code traceparent}: version 00, the trace, the span, and whether it is sampled
 * @param state {@code tracestate}: at most 512 visible characters and blanks
 */
public record Span(String parent, Optional<String> state) {
  private static final int BYTES = 8;
  private static final int BEFORE_SPAN = 36;
  private static final int AFTER_SPAN = 52;
  private static final Pattern PARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]");
  private static final Pattern STATE = Pattern.compile("[\\x20-\\x7E]{1,512}");

  /**
   * Checks the form of both texts.
   *
   * @throws IllegalArgumentException if one of them is malformed
   */
  public Span {
    if (!isParent(parent) || state.filter(text -> !isState(text)).isPresent()) {
      throw new IllegalArgumentException("traceparent or tracestate is malformed");
    }
  }

  /**
   * Parses texts that were stored. A malformed state is left out.
   *
   * @return empty if there is no well-formed parent
   */
  public static Optional<Span> parse(Optional<String> parent, Optional<String> state) {
    return parent.filter(Span::isParent).map(text -> new Span(text, state.filter(Span::isState)));
  }

  /** Returns a new span of the same trace, for a call that this one causes. */
  public Span next() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var span = HexFormat.of().formatHex(bytes);
    return new Span(parent.substring(0, BEFORE_SPAN) + span + parent.substring(AFTER_SPAN), state);
  }

  private static boolean isParent(String text) {
    return PARENT.matcher(text).matches();
  }

  private static boolean isState(String text) {
    return STATE.matcher(text).matches();
  }
}
