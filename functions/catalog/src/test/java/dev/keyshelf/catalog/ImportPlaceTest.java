package dev.keyshelf.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPlaceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "imports/keys/office/2026-11.csv",
        "imports/keys/2026-11.csv",
        "imports/partners/partners.yaml",
        "imports/house/house.yaml",
        "imports/catalogue/2026-11/manifest.yaml",
        "imports/catalogue/manifest.yaml",
        "imports/",
        "imports/keys/office/",
        "imports/keys/office/2026-11.csv.report.json",
        "imports/keys/office/KEYS.CSV.report.json",
        "imports/partners/partners.yml.report.json",
        "imports/catalogue/2026-11/report.json",
        "imports/catalogue/report.json"
      })
  void ignoresFilesThatAreReadAndReports(String key) {
    assertThat(ImportPlace.of(key)).isEqualTo(new ImportPlace.Answered());
  }

  @ParameterizedTest
  @CsvSource({
    "imports/keys/office/KEYS.CSV, save it as imports/keys/office/KEYS.csv",
    "imports/keys/office/keys.txt, save it as imports/keys/office/keys.csv",
    "imports/keys/office/keys, save it as imports/keys/office/keys.csv",
    "imports/partners/partners.yml, save it as imports/partners/partners.yaml",
    "imports/partners/Partners.YAML, save it as imports/partners/Partners.yaml",
    "imports/house/house.yml, save it as imports/house/house.yaml",
    "imports/partners/report.json, save it as imports/partners/report.yaml",
    "imports/catalogue/2026-11/manifest.yml, save it as imports/catalogue/2026-11/manifest.yaml",
    "imports/catalogue/2026-11/Manifest.yaml, save it as imports/catalogue/2026-11/manifest.yaml",
    "imports/catalogue/2026-11/manifest.yaml.txt, /2026-11/manifest.yaml",
    "imports/catalogue/us.yaml, it is in no folder of a release: imports/catalogue/{release}/",
    "imports/keys.csv, 'imports/payments/, imports/house/, imports/catalogue/'",
    "imports/Keys/office/1.csv, the nearest one is imports/keys/",
    "imports/partner/partners.yaml, the nearest one is imports/partners/",
    "imports/catalog/2026-11/manifest.yaml, the nearest one is imports/catalogue/"
  })
  void saysWhyAFileIsNotReadAndWhichNameWouldBe(String key, String why) {
    assertThat(ImportPlace.of(key))
        .isInstanceOfSatisfying(
            ImportPlace.Unread.class, unread -> assertThat(unread.why()).endsWith(why));
  }

  @ParameterizedTest
  @CsvSource({
    "imports/keys/office/KEYS.CSV, true",
    "imports/keys.csv, true",
    "imports/Keys/office/1.csv, true",
    "imports/catalogue/us.yaml, false",
    "imports/partners/partners.yml, false"
  })
  void tellsWhichUnreadFilesMayHoldKeys(String key, boolean may) {
    assertThat(ImportPlace.of(key))
        .isInstanceOfSatisfying(
            ImportPlace.Unread.class, unread -> assertThat(unread.mayHoldKeys()).isEqualTo(may));
  }

  @Test
  void knowsTheManifestThatAFileOfAReleaseWaitsFor() {
    assertThat(ImportPlace.of("imports/catalogue/2026-11/prices/us.yaml"))
        .isEqualTo(new ImportPlace.OfRelease("imports/catalogue/2026-11/manifest.yaml"));
  }
}
