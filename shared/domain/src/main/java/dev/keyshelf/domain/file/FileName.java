package dev.keyshelf.domain.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule for the names of files that are accepted. Windows, macOS and Linux can each store such a
 * file under exactly its name.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file">Naming Files,
 *     Paths, and Namespaces</a>
 */
public final class FileName {
  /** The longest name, in bytes of UTF-8. This is the limit of Linux. */
  public static final int LONGEST = 255;

  private static final String NOT_ON_WINDOWS = "<>:\"/\\|?*";

  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private FileName() {}

  /** Returns why a name is refused and what would be right; empty if the name is accepted. */
  public static Optional<String> fault(String name) {
    if (name.isBlank() || !name.strip().equals(name)) {
      return Optional.of("a file's name must not be blank, or begin or end with a blank");
    }
    if (name.endsWith(".")) {
      return Optional.of("a file's name must not end with a dot, since Windows removes it");
    }
    if (DEVICE.matcher(name).matches()) {
      return Optional.of(
          "'%s' names a device on Windows, with any extension: choose another name"
              .formatted(name));
    }
    if (name.codePoints().anyMatch(point -> NOT_ON_WINDOWS.indexOf(point) >= 0)) {
      return Optional.of("a file's name must hold none of %s".formatted(spaced(NOT_ON_WINDOWS)));
    }
    if (name.codePoints().anyMatch(FileName::isUnseen)) {
      return Optional.of("a file's name must hold no control or direction characters");
    }
    return name.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Optional.of("a file's name must have at most %s bytes of UTF-8".formatted(LONGEST))
        : Optional.empty();
  }

  private static String spaced(String characters) {
    return String.join(" ", characters.split(""));
  }

  /** Returns whether a character could end a header or disguise the name. */
  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
