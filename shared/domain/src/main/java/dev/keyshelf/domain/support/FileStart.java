package dev.keyshelf.domain.support;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How files of a type begin. Nothing beyond the first bytes is read, and no archive is opened. */
enum FileStart {
  PDF("255044462D"),
  PNG("89504E470D0A1A0A"),
  JPEG("FFD8FF"),
  /** An archive, which an empty one begins otherwise. */
  ZIP("504B0304 504B0506"),
  /** An archive whose first entry is one that Word's documents have. */
  WORD("504B0304"),
  /** An archive whose first entry is one that Excel's workbooks have. */
  EXCEL("504B0304"),
  /** A compound file, as Outlook saves a message. */
  COMPOUND("D0CF11E0A1B11AE1"),
  /** A media file of ISO 14496-12 with one of the brands of HEIF. */
  HEIC(""),
  /** Text with a header field in its first line, as RFC 5322 has it. */
  MESSAGE(""),
  TEXT("");

  private static final List<FileStart> MARKED_TEXT = List.of(PDF, PNG, JPEG);
  private static final Set<String> BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");
  private static final Pattern FIRST_LINE =
      Pattern.compile("(?:From [^\\r\\n]*\\r?\\n)?[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);
  private static final List<String> SHARED_ENTRIES =
      List.of("[Content_Types].xml", "_rels/", "docProps/", "customXml/");

  /** The place and length of the name of an archive's first entry, and where its length stands. */
  private static final int NAME_LENGTH = 26;

  private static final int NAME = 30;
  private static final int BRAND = 8;
  private static final int BRAND_END = 12;

  /**
   * The bytes that such a file may begin with, in hexadecimal, with a blank between two of them.
   */
  private final String marks;

  FileStart(String marks) {
    this.marks = marks;
  }

  /** Returns whether a file with these first bytes can be such a file. */
  boolean matches(byte[] first) {
    return switch (this) {
      case PDF, PNG, JPEG, ZIP, COMPOUND -> isMarked(first);
      case WORD -> isMarked(first) && hasEntry(first, "word/");
      case EXCEL -> isMarked(first) && hasEntry(first, "xl/");
      case HEIC ->
          first.length >= BRAND_END
              && ascii(first, BRAND / 2, BRAND).equals("ftyp")
              && BRANDS.contains(ascii(first, BRAND, BRAND_END));
      case MESSAGE -> isText(first) && FIRST_LINE.matcher(ascii(first, 0, first.length)).matches();
      case TEXT -> isText(first);
    };
  }

  private boolean isMarked(byte[] first) {
    var hex = HexFormat.of().withUpperCase().formatHex(first);
    return Arrays.stream(marks.split(" ")).anyMatch(hex::startsWith);
  }

  private static boolean hasEntry(byte[] first, String folder) {
    if (first.length < NAME) {
      return false;
    }
    var length = (first[NAME_LENGTH] & 0xFF) | (first[NAME_LENGTH + 1] & 0xFF) << 8;
    var name = ascii(first, NAME, Math.min(first.length, NAME + length));
    return name.startsWith(folder) || SHARED_ENTRIES.stream().anyMatch(name::startsWith);
  }

  private static boolean isText(byte[] first) {
    for (var each : first) {
      if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
        return false;
      }
    }
    return MARKED_TEXT.stream().noneMatch(each -> each.isMarked(first));
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
