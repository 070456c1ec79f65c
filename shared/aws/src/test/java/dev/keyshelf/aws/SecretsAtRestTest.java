package dev.keyshelf.aws;

import static dev.keyshelf.testkit.Bought.POOL;
import static dev.keyshelf.testkit.Bought.perpetual;
import static dev.keyshelf.testkit.Situations.NOON;
import static dev.keyshelf.testkit.Situations.aLinkTo;
import static dev.keyshelf.testkit.Situations.anActivity;
import static dev.keyshelf.testkit.Situations.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.once.StoredAnswer;
import dev.keyshelf.testkit.cloud.CloudFixture;
import dev.keyshelf.testkit.cloud.OnCloud;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@OnCloud
class SecretsAtRestTest {
  private final CloudFixture cloud;
  private final Wiring ports;
  private final Steps steps;

  SecretsAtRestTest(CloudFixture cloud) {
    this.cloud = cloud;
    this.ports = OnDynamo.of(cloud);
    this.steps = new Steps(ports);
  }

  @Test
  void noItemHoldsTheTokenOfALink() {
    var entitlement = steps.bought(perpetual());
    var made = aLinkTo(entitlement, NOON);
    var body = "{\"url\":\"https://keyshelf.example/d/" + made.token().text() + "\"}";
    var once = once("k-1", new StoredAnswer(201, Map.of(), body, true));
    var activity = anActivity(Operation.LINK_CREATED, entitlement, NOON);

    ports.downloadLinks().add(made.link(), entitlement, activity, once);

    assertThat(allItems()).contains(made.token().hash()).doesNotContain(made.token().text());
    assertThat(ports.idempotencyRecords().find(once.key(), NOON)).contains(once);
  }

  @Test
  void noItemHoldsAPooledKey() {
    var keys = steps.imported(POOL, 3);

    assertThat(allItems()).contains("AB12C").doesNotContain(keys);
  }

  @Test
  void noItemHoldsAnIssuedKey() {
    var keys = steps.imported(POOL, 2);
    var entitlement = steps.bought(perpetual());
    var activity = anActivity(Operation.KEYS_ISSUED, entitlement, NOON);

    ports.productKeys().issue(entitlement, ports.keyPools().pick(POOL, 2), activity, once("k-1"));

    assertThat(ports.productKeys().list(entitlement)).hasSize(2);
    assertThat(allItems()).contains("AB12C").doesNotContain(keys);
  }

  private String allItems() {
    var table = cloud.environment().get("KEYSHELF_TABLE");
    return cloud.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items().stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
