package dev.keyshelf.catalog;

import dev.keyshelf.domain.catalog.NearestNames;
import java.util.List;
import java.util.regex.Pattern;

/** What happens to a file under {@code imports/}. Only its name decides. */
sealed interface ImportPlace {
  /** A function reads it or reports on it, or it is itself a report. */
  record Answered() implements ImportPlace {}

  /** It belongs to a release, and is read once the release's manifest arrives. */
  record OfRelease(String manifest) implements ImportPlace {
    /** Returns the key of the report on the release. */
    String report() {
      return folder() + Manifest.REPORT;
    }

    /** Returns the folder of the release. */
    String folder() {
      return manifest.substring(0, manifest.length() - Manifest.NAME.length());
    }
  }

  /**
   * No function reads it.
   *
   * @param mayHoldKeys whether it can be a misplaced file of product keys: it is in their folder,
   *     or in none of the folders that are read
   */
  record Unread(String why, boolean mayHoldKeys) implements ImportPlace {
    /** Creates a file in the folder of another import. */
    Unread(String why) {
      this(why, false);
    }
  }

  String TOP = "imports/";
  String KEYS = TOP + "keys/";
  String PARTNERS = TOP + "partners/";
  String PAYMENTS = TOP + "payments/";
  String HOUSE = TOP + "house/";
  String CATALOGUE = TOP + "catalogue/";
  String SUFFIX_OF_KEYS = ".csv";
  String SUFFIX_OF_PARTNERS = ".yaml";
  String SUFFIX_OF_PAYMENTS = ".csv";
  String SUFFIX_OF_HOUSE = ".yaml";
  String SUFFIX_OF_MANIFEST = "/" + Manifest.NAME;

  Pattern ABOUT_A_FILE =
      Pattern.compile(".*\\.report\\.json|imports/catalogue/(.*/)?report\\.json");
  Pattern LIKE_A_MANIFEST = Pattern.compile("(?i)manifest\\.(yaml|yml|json|txt)(\\.txt)?");

  /** Returns what happens to the file of this name. */
  static ImportPlace of(String key) {
    if (key.endsWith("/") || ABOUT_A_FILE.matcher(key).matches()) {
      return new Answered();
    }
    if (key.startsWith(KEYS)) {
      return key.endsWith(SUFFIX_OF_KEYS)
          ? new Answered()
          : new Unread(
              "only key files that end in .csv are read; save it as " + saved(key, SUFFIX_OF_KEYS),
              true);
    }
    if (key.startsWith(PARTNERS)) {
      return key.endsWith(SUFFIX_OF_PARTNERS)
          ? new Answered()
          : new Unread(
              "only files of partners that end in .yaml are read; save it as "
                  + saved(key, SUFFIX_OF_PARTNERS));
    }
    if (key.startsWith(PAYMENTS)) {
      return key.endsWith(SUFFIX_OF_PAYMENTS)
          ? new Answered()
          : new Unread(
              "only files of payments that end in .csv are read; save it as "
                  + saved(key, SUFFIX_OF_PAYMENTS));
    }
    if (key.startsWith(HOUSE)) {
      return key.endsWith(SUFFIX_OF_HOUSE)
          ? new Answered()
          : new Unread(
              "only files of the house that end in .yaml are read; save it as "
                  + saved(key, SUFFIX_OF_HOUSE));
    }
    return key.startsWith(CATALOGUE) ? ofCatalogue(key) : elsewhere(key);
  }

  private static ImportPlace ofCatalogue(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    var folder = key.substring(0, key.length() - name.length());
    if (name.equals(Manifest.NAME)) {
      return new Answered();
    }
    if (LIKE_A_MANIFEST.matcher(name).matches()) {
      return new Unread(
          "a catalogue is read when its manifest.yaml arrives; save it as "
              + folder
              + Manifest.NAME);
    }
    var below = key.substring(CATALOGUE.length());
    return below.indexOf('/') < 0
        ? new Unread("it is in no folder of a release: imports/catalogue/{release}/")
        : new OfRelease(CATALOGUE + below.substring(0, below.indexOf('/')) + SUFFIX_OF_MANIFEST);
  }

  private static ImportPlace elsewhere(String key) {
    var below = key.substring(key.indexOf('/') + 1);
    var known = List.of("keys", "partners", "payments", "house", "catalogue");
    return below.indexOf('/') < 0
        ? new Unread("it is in none of the folders that are read: " + folders(known), true)
        : new Unread(
            "its folder is not read; the nearest one is "
                + folders(
                    NearestNames.of(below.substring(0, below.indexOf('/')), known).subList(0, 1)),
            true);
  }

  private static String folders(List<String> names) {
    return String.join(", ", names.stream().map(name -> TOP + name + "/").toList());
  }

  /** Returns a name in the same folder that would be read. */
  private static String saved(String key, String suffix) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    var dot = name.lastIndexOf('.');
    var stem = dot > 0 ? name.substring(0, dot) : name;
    return key.substring(0, key.length() - name.length()) + stem + suffix;
  }
}
