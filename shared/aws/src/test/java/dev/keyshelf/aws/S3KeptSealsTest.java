package dev.keyshelf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.sealing.KeptSeals.Kept;
import dev.keyshelf.domain.sealing.KeptSeals.Listed;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads the versions of a bucket. The embedded S3 has none, so a server answers here as the
 * documentation of {@code ListObjectVersions} says, with the newest version of a key first.
 */
@SuppressWarnings("NullAway.Init") // Set before each test.
class S3KeptSealsTest {
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
  private static final PartnerId PARTNER = new PartnerId("partner-a");
  private static final String SEAL = "seals/partner-a/2026-11-20T09.seal";

  private final List<String> asked = new ArrayList<>();
  private AnsweringS3 s3;
  private S3KeptSeals seals;
  private String listed = "";

  @BeforeEach
  void serve() throws IOException {
    s3 = new AnsweringS3(this::answer);
    seals = new S3KeptSeals(s3.client(), "bucket");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    asked.add(query);
    var list = query.contains("versions");
    var text =
        list
            ? "<ListVersionsResult><IsTruncated>false</IsTruncated>%s</ListVersionsResult>"
                .formatted(listed)
            : "bytes of " + query;
    var bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String version(String key, String id) {
    return "<Version><Key>%s</Key><VersionId>%s</VersionId></Version>".formatted(key, id);
  }

  private static String mark(String key, String id) {
    return "<DeleteMarker><Key>%s</Key><VersionId>%s</VersionId></DeleteMarker>".formatted(key, id);
  }

  @Test
  void usesTheFirstVersionOfASealAndCountsAll() {
    listed = version(SEAL, "third") + mark(SEAL, "second") + version(SEAL, "first");

    var kept = seals.list(PARTNER, NINE).seals();

    assertThat(kept).containsExactly(new Kept(NINE, Optional.of("first"), 3));
    assertThat(seals.find(PARTNER, NINE)).contains(kept.getFirst());
    assertThat(seals.read(PARTNER, kept.getFirst()))
        .hasValueSatisfying(
            read -> assertThat(new String(read, UTF_8)).contains("versionId=first"));
  }

  @Test
  void readsNothingIfOnlyDeleteMarkersRemain() {
    listed = mark(SEAL, "only");

    var kept = seals.list(PARTNER, NINE).seals().getFirst();

    assertThat(kept).isEqualTo(new Kept(NINE, Optional.empty(), 1));
    assertThat(seals.read(PARTNER, kept)).isEmpty();
  }

  @Test
  void tellsTheSealsFromFilesThatAreNamedAfterNoHour() {
    var folder = "seals/partner-a/";
    var foreign =
        List.of(
            folder + "+12026-11-20T09.seal",
            folder + ".seal",
            folder + "2026-11-20T9.seal",
            folder + "2026-11-20T99.seal",
            folder + "x.seal",
            folder + "x/2026-11-20T09.seal");
    listed = version(SEAL, "first") + version(folder + "read-me.txt", "1");
    foreign.forEach(key -> listed += version(key, "1"));

    assertThat(seals.list(PARTNER, NINE))
        .isEqualTo(new Listed(List.of(new Kept(NINE, Optional.of("first"), 1)), foreign));
  }

  @Test
  void usesTheFirstVersionOfAKey() {
    listed = version("keys/abc.pem", "new") + version("keys/abc.pem", "old");

    assertThat(seals.key("abc"))
        .hasValueSatisfying(read -> assertThat(new String(read, UTF_8)).contains("versionId=old"));
    assertThat(asked.getFirst()).contains("prefix=keys/abc.pem");
  }
}
