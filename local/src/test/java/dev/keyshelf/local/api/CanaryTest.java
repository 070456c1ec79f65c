package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.embedded.Stores;
import dev.keyshelf.local.api.Canaries.Kind;
import dev.keyshelf.local.api.Witness.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Uses known secrets in every way that the product uses secrets, then searches for them in all that
 * was stored, answered and logged. A failure names the place, never the secret.
 */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
@Isolated
class CanaryTest {
  private static final String POOL = "windows-server-2019-standard";
  private static final String REFUSED = "imports/keys/" + POOL + "/refused.csv";
  private static final String BARE = "imports/keys/" + POOL + "/bare.csv";

  private static final Canaries CANARIES = new Canaries();
  private static final Witness WITNESS = new Witness();

  private static String written;
  private static List<Place> kept;
  private static List<Place> dropped;

  @BeforeAll
  static void walk(@TempDir Path folder) throws IOException {
    try (var output = new Output();
        var shop = Shop.openWithoutKeys()) {
      supply(shop, folder);
      var agent = shop.of("partner-a");
      CANARIES.jwt(agent.token());
      var journey = new SecretJourney(shop, agent, CANARIES, WITNESS);
      journey.walk();
      new SecretMistakes(agent, shop.nobody(), WITNESS).make(journey.routes(), CANARIES);
      kept = items(shop);
      dropped = objects(shop);
      written = output.text();
    }
  }

  @AfterAll
  static void saysWhatItDid() {
    assertThat(WITNESS.places()).hasSizeGreaterThan(1_000);
  }

  private static void supply(Shop shop, Path folder) throws IOException {
    var keys = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      keys.add(key());
      CANARIES.key(keys.getLast());
    }
    var batch = "key\n" + String.join("\n", keys.subList(0, 4)) + "\n";
    drop(shop, folder.resolve("taken"), "taken.csv", batch);
    // This file repeats the known keys of the first one and adds a new key.
    drop(shop, folder.resolve("again"), "again.csv", batch + keys.get(4) + "\n");
    drop(shop, folder.resolve("faulty"), "refused.csv", batch + keys.get(5) + "-x\n" + keys.get(6));
    drop(shop, folder.resolve("bare"), "bare.csv", keys.get(7) + "\n");
  }

  private static void drop(Shop shop, Path folder, String name, String csv) throws IOException {
    var file = folder.resolve("imports/keys/" + POOL).resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, csv);
    var answered = shop.machine().importer().importPath(folder);
    assertThat(answered.answers()).hasSize(1);
  }

  private static String key() {
    var random = new SecureRandom();
    var text = new StringBuilder();
    for (int i = 0; i < 29; i++) {
      text.append(i % 6 == 5 ? '-' : "ABCDEFGHJKLMNPQRSTUVWXYZ23456789".charAt(random.nextInt(32)));
    }
    return text.toString();
  }

  /** Returns every attribute of every item, with compressed ones decompressed. */
  private static List<Place> items(Shop shop) {
    var places = new ArrayList<Place>();
    for (var item : shop.items()) {
      var partition = Objects.requireNonNull(item.get("pk")).s();
      var kind = partition.substring(0, (partition + "#").indexOf('#'));
      item.forEach(
          (name, value) ->
              places.add(new Place("item " + kind + ", attribute " + name, text(value), Set.of())));
    }
    return places;
  }

  private static String text(AttributeValue value) {
    return value.b() == null ? value.toString() : readable(value.b().asByteArray());
  }

  private static String readable(byte[] bytes) {
    var plain = new String(bytes, StandardCharsets.ISO_8859_1);
    try (var inflater = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return plain + new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
    } catch (ZipException notCompressed) {
      return plain;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Place> objects(Shop shop) {
    Map<String, Place> places = new TreeMap<>();
    try (var s3 = Stores.s3(shop.machine().storeEnvironment())) {
      var bucket = s3.listBuckets().buckets().getFirst().name();
      for (var object : s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents()) {
        var text =
            s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                .asString(StandardCharsets.ISO_8859_1);
        places.put(object.key(), new Place("object " + object.key(), text, Set.of()));
      }
    }
    return List.copyOf(places.values());
  }

  @Test
  void eachKindOfSecretIsInAnAnswerThatMayHaveIt() {
    assertThat(WITNESS.handedOut(CANARIES))
        .containsExactlyInAnyOrder(Kind.KEY, Kind.TOKEN, Kind.PRESIGNED_URL);
  }

  @Test
  void noOtherAnswerHasASecret() {
    assertThat(Witness.leaks(WITNESS.places(), CANARIES)).isEmpty();
  }

  @Test
  void noLineOfTheLogHasASecret() {
    assertThat(written).contains("\"event\":\"import\"", "\"_aws\":", "LinkStartsInAMinute");
    var lines = written.lines().map(line -> new Place(eventOf(line), line, Set.of())).toList();
    assertThat(Witness.leaks(lines, CANARIES)).isEmpty();
  }

  private static String eventOf(String line) {
    return line.startsWith("{") && line.contains("\"event\":\"")
        ? "log line " + line.replaceFirst(".*\"event\":\"([a-z-]*)\".*", "$1")
        : "log line";
  }

  @Test
  void noItemOfTheTableHasASecret() {
    assertThat(kept)
        .extracting(Place::name)
        .contains(
            "item KEYHASH, attribute pk",
            "item POOL, attribute sealed",
            "item BATCH, attribute sk",
            "item CUSTOMER, attribute sealed",
            "item ONCE, attribute answerBody",
            "item ACTIVITY, attribute actor",
            "item FEED, attribute actor",
            "item LINK, attribute pk");
    assertThat(Witness.leaks(kept, CANARIES)).isEmpty();
  }

  @Test
  void noObjectOfTheBucketHasASecret() {
    assertThat(dropped)
        .extracting(Place::name)
        .contains("object " + REFUSED + ".report.json")
        .doesNotContain(
            "object " + REFUSED, "object " + BARE, "object imports/keys/" + POOL + "/taken.csv");
    assertThat(Witness.leaks(dropped, CANARIES)).isEmpty();
  }
}
