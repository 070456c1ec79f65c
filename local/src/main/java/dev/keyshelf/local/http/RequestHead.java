package dev.keyshelf.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request by RFC 9112. Anything that two servers could read differently is refused:
 * bare line feeds, folded lines, more than one Host or Content-Length.
 */
record RequestHead(
    String method,
    String path,
    @Nullable String query,
    String protocol,
    Map<String, List<String>> headers) {
  /** A longer head is not even kept in memory. The gateway's own limit is much lower. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final int CR = '\r';
  private static final int LF = '\n';

  private static final Pattern LINE =
      Pattern.compile(
          "(?<method>[!#$%&'*+.^_`|~0-9A-Za-z-]+) (?<target>\\S+) (?<version>HTTP/\\S+)");

  private static final Pattern ORIGIN = Pattern.compile("[Hh][Tt][Tt][Pp][Ss]?://[^/?#]*");
  private static final String IN_PATHS = "-._~!$&'()*+,;=:@/";
  private static final String IN_QUERIES = IN_PATHS + "?[]";

  private static final Pattern HEADER =
      Pattern.compile(
          "(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(?<value>[\\t\\x20-\\x7e\\x80-\\xff]*)");

  private static final Pattern HOST = Pattern.compile("[^\\s,/@]*");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /**
   * Reads a head.
   *
   * @return empty if the client disconnected instead
   * @throws Malformed if the bytes are not a valid head
   */
  static Optional<RequestHead> read(InputStream in) throws IOException {
    var lines = lines(in);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var line = LINE.matcher(lines.getFirst());
    if (!line.matches()) {
      throw Malformed.request();
    }
    var protocol = line.group("version");
    if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0")) {
      throw Malformed.version();
    }
    // A request to a proxy names the origin in its target. It is not part of the path.
    var target = withoutOrigin(line.group("target"));
    var mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    var query = mark < 0 ? null : target.substring(mark + 1);
    if (!(path.startsWith("/") || path.equals("*"))
        || !isWritten(path, IN_PATHS)
        || (query != null && !isWritten(query, IN_QUERIES))) {
      throw Malformed.request();
    }
    var head =
        new RequestHead(
            line.group("method"), path, query, protocol, headers(lines.subList(1, lines.size())));
    head.requireOneHost();
    return Optional.of(head);
  }

  private static String withoutOrigin(String target) {
    var origin = ORIGIN.matcher(target);
    return origin.lookingAt() ? target.substring(origin.end()) : target;
  }

  /** Returns whether a text has only letters, digits, percent-encoded bytes and these marks. */
  private static boolean isWritten(String text, String marks) {
    for (int i = 0; i < text.length(); i++) {
      var each = text.charAt(i);
      if (each == '%') {
        if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (!isAlphanumeric(each) && marks.indexOf(each) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9');
  }

  private static boolean isHex(char each) {
    return Character.digit(each, 16) >= 0 && each < 0x80;
  }

  private static Map<String, List<String>> headers(List<String> lines) throws Malformed {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var line : lines) {
      var header = HEADER.matcher(line);
      if (!header.matches()) {
        throw Malformed.request();
      }
      headers
          .computeIfAbsent(header.group("name").toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(header.group("value").strip());
    }
    return headers;
  }

  private void requireOneHost() throws Malformed {
    var hosts = headers.getOrDefault("host", List.of());
    if (hosts.size() > 1
        || (hosts.isEmpty() && protocol.equals("HTTP/1.1"))
        || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      throw Malformed.request();
    }
  }

  /** Returns whether the body is sent in chunks. */
  boolean isChunked() throws Malformed {
    var codings = headers.getOrDefault("transfer-encoding", List.of());
    if (codings.isEmpty()) {
      return false;
    }
    if (headers.containsKey("content-length") || protocol.equals("HTTP/1.0")) {
      throw Malformed.request();
    }
    if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
      throw Malformed.notImplemented();
    }
    return true;
  }

  /** Returns the length of the body; empty if there is no Content-Length. */
  OptionalLong length() throws Malformed {
    var lengths = headers.getOrDefault("content-length", List.of());
    if (lengths.isEmpty()) {
      return OptionalLong.empty();
    }
    if (lengths.size() > 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
      throw Malformed.request();
    }
    return OptionalLong.of(Long.parseLong(lengths.getFirst()));
  }

  boolean awaitsContinue() {
    return headers.getOrDefault("expect", List.of()).stream()
        .anyMatch(expected -> expected.equalsIgnoreCase("100-continue"));
  }

  boolean isKeptAlive() {
    var wishes = String.join(",", headers.getOrDefault("connection", List.of()));
    var all = List.of(wishes.toLowerCase(Locale.ROOT).split("[ \\t]*,[ \\t]*"));
    return protocol.equals("HTTP/1.1") ? !all.contains("close") : all.contains("keep-alive");
  }

  /** Reads lines up to an empty one. One empty line before the first is skipped. */
  private static List<String> lines(InputStream in) throws IOException {
    var lines = new ArrayList<String>();
    var budget = new int[] {MOST_BYTES};
    var first = line(in, budget);
    if (first != null && first.isEmpty()) {
      first = line(in, budget);
      if (first != null && first.isEmpty()) {
        throw Malformed.request();
      }
    }
    for (var line = first; line != null && !line.isEmpty(); line = line(in, budget)) {
      lines.add(line);
    }
    return lines;
  }

  /**
   * Reads a line that ends with CR and LF.
   *
   * @param budget how many more bytes may be read; counted down
   * @return null if the client disconnected at the beginning of the line
   */
  static @Nullable String line(InputStream in, int[] budget) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); ; next = in.read()) {
      if (next < 0) {
        if (line.isEmpty()) {
          return null;
        }
        throw Malformed.request();
      }
      if (--budget[0] < 0) {
        throw Malformed.tooLarge();
      }
      if (next == CR) {
        if (in.read() != LF) {
          throw Malformed.request();
        }
        return line.toString();
      }
      if (next == LF) {
        throw Malformed.request();
      }
      line.append((char) next);
    }
  }

  /** Encodes a part of a head, in which each character is one byte. */
  static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
