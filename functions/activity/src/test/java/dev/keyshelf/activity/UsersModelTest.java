package dev.keyshelf.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyshelf.domain.activity.Act;
import dev.keyshelf.domain.activity.ActivityRecord;
import dev.keyshelf.domain.activity.Actor;
import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Subject;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.LinkId;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The users of the log beside what plain loops over drawn records count. */
class UsersModelTest {
  private static final Instant FROM = Instant.parse("2026-11-12T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-16T00:00:00Z");
  private static final Set<String> KEYS = Set.of("KEYS_ISSUED", "KEYS_REVEALED", "KEY_ROTATED");
  private static final String NOBODY = "";

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  /** A record, and whom it is counted for. */
  private record Drawn(ActivityRecord record, String user) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void areCountedAsPlainLoopsCount(long seed) {
    var drawn = new Drawing(new Random(seed)).draw(300);
    var query = "from=%s&to=%s".formatted(FROM, TO);

    var answer =
        fixture.send(
            ReadActivityHandler::new,
            Events.of("read-activity").onRoute("GET /v1/activity/users").withQuery(query));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(lines(answer.json().get("items"))).isEqualTo(expected(drawn));
  }

  private static List<String> lines(JsonNode items) {
    var lines = new ArrayList<String>();
    for (var item : items) {
      lines.add(
          line(
              item.path("user").asText(NOBODY),
              item.get("keyAccesses").asInt(),
              item.get("downloads").asInt(),
              Instant.parse(item.get("firstAt").asText()),
              Instant.parse(item.get("lastAt").asText()),
              new TreeSet<>(item.get("customers").findValuesAsText("customerId"))));
    }
    return lines;
  }

  private static String line(
      String user, int keys, int downloads, Instant first, Instant last, Set<String> customers) {
    return "%s %s %s %s %s %s".formatted(user, keys, downloads, first, last, customers);
  }

  private static List<String> expected(List<Drawn> drawn) {
    Map<String, List<ActivityRecord>> counted = new HashMap<>();
    for (var each : drawn) {
      var record = each.record();
      var name = record.operation().name();
      if (record.partner().equals(Story.PARTNER)
          && !record.at().isBefore(FROM)
          && record.at().isBefore(TO)
          && (KEYS.contains(name) || name.equals("DOWNLOAD_STARTED"))) {
        counted.computeIfAbsent(each.user(), _ -> new ArrayList<>()).add(record);
      }
    }
    var lines = new HashMap<Instant, String>();
    counted.forEach(
        (user, records) -> {
          var times = new TreeSet<Instant>();
          var customers = new TreeSet<String>();
          var keys = 0;
          for (var record : records) {
            times.add(record.at());
            customers.add(record.subject().customer().orElseThrow().value());
            keys += KEYS.contains(record.operation().name()) ? 1 : 0;
          }
          lines.put(
              times.last(),
              line(user, keys, records.size() - keys, times.first(), times.last(), customers));
        });
    return lines.entrySet().stream()
        .sorted(Map.Entry.<Instant, String>comparingByKey(Comparator.reverseOrder()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Draws records, no two at the same time, and writes them to the log. */
  private final class Drawing {
    private final Random random;
    private final List<CustomerId> customers = new ArrayList<>();
    private final List<LinkId> links = new ArrayList<>();
    private final Map<LinkId, String> makers = new HashMap<>();

    Drawing(Random random) {
      this.random = random;
    }

    List<Drawn> draw(int count) {
      for (int i = 0; i < 20; i++) {
        customers.add(CustomerId.next(FROM));
        var link = LinkId.next(FROM.minus(Duration.ofDays(random.nextInt(400) - 2)));
        links.add(link);
        // Of some links nobody knows any more who made them.
        makers.put(link, i < 3 ? NOBODY : "user-" + random.nextInt(6));
        if (i >= 3) {
          var subject = Subject.of(customers.getLast()).through(link, "a.iso");
          write(
              Story.PARTNER,
              user(makers.get(link)),
              link.createdAt(),
              Operation.LINK_CREATED,
              subject);
        }
      }
      var drawn = new ArrayList<Drawn>();
      var span = Math.toIntExact(Duration.between(FROM, TO).plusDays(2).toMillis() / count);
      for (int i = 0; i < count; i++) {
        var at = FROM.minus(Duration.ofDays(1)).plusMillis((long) i * span + random.nextInt(span));
        drawn.add(one(at));
      }
      return drawn;
    }

    private Drawn one(Instant at) {
      var partner = random.nextInt(4) == 0 ? new PartnerId("partner-b") : Story.PARTNER;
      var operations = Operation.values();
      var operation =
          random.nextInt(3) == 0
              ? operations[random.nextInt(operations.length)]
              : List.of(
                      Operation.KEYS_ISSUED,
                      Operation.KEYS_REVEALED,
                      Operation.KEY_ROTATED,
                      Operation.DOWNLOAD_STARTED,
                      Operation.DOWNLOAD_STARTED)
                  .get(random.nextInt(5));
      var subject = Subject.of(customers.get(random.nextInt(customers.size())));
      if (operation != Operation.DOWNLOAD_STARTED) {
        var name = "user-" + random.nextInt(8);
        return new Drawn(write(partner, user(name), at, operation, subject), name);
      }
      var link = links.get(random.nextInt(links.size()));
      var maker = Objects.requireNonNull(makers.get(link));
      var through = subject.through(link, "a.iso");
      var named = maker.equals(NOBODY) || random.nextBoolean() ? through : through.madeBy(maker);
      return new Drawn(
          write(partner, new Actor.LinkHolder("192.0.2.7", "curl/8.0"), at, operation, named),
          maker);
    }

    private static Actor user(String name) {
      return new Actor.User(
          name,
          Set.of(),
          Optional.of(name.toUpperCase(java.util.Locale.ROOT)),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    private ActivityRecord write(
        PartnerId partner, Actor by, Instant at, Operation operation, Subject subject) {
      var record = ActivityRecord.of(partner, new Act(by, at, "r"), operation, subject);
      fixture.ports().activityLog().record(record);
      return record;
    }
  }
}
