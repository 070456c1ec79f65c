package dev.keyshelf.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buys 8 licences with a key for every 2. Cancelling 3 of them leaves 5 licences and 3 keys. */
@SuppressWarnings("NullAway.Init") // @BeforeAll sets the fields
class PartOfKeysTest {
  private static Shop shop;
  private static Client agent;

  private String order;
  private String software;

  @BeforeAll
  static void open() throws Exception {
    shop = Shop.open();
    shop.supply("sql-server-2019-standard", 30);
    agent = shop.of("partner-a");
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void buy() {
    var customer = shop.customerOf("partner-a", "US");
    var placed = shop.order("partner-a", customer, "sql2019-std-2core-p1y-perkey:8");
    order = placed.header("Location");
    software = Shop.software(placed, 1);
  }

  private List<String> reveal() {
    return agent.post(software + "/keys", "").expect(200).all("key");
  }

  private void cancelThree() {
    Shop.cancel(agent, order, "?lines=1:3").expect(200);
  }

  private Answer rotate(int ordinal, String key) {
    return agent.post(
        software + "/keys/%s/rotation".formatted(ordinal),
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
            .formatted(key.substring(key.length() - 5)));
  }

  private List<String> states() {
    return agent.get(software + "/keys").expect(200).all("state");
  }

  @Test
  void theHighestOrdinalsAreNoLongerRevealed() {
    var before = reveal();
    cancelThree();

    assertThat(reveal()).hasSize(3).isEqualTo(before.subList(0, 3));
  }

  @Test
  void theHighestOrdinalsAreListedAsCancelled() {
    reveal();
    cancelThree();

    assertThat(states()).containsExactly("WORKING", "WORKING", "WORKING", "CANCELLED");
  }

  @Test
  void onlyTheLowerOrdinalsCanBeRotated() {
    var before = reveal();
    cancelThree();

    rotate(4, before.get(3)).expectRefusal("410 key-revoked");
    assertThat(states()).hasSize(4);
    var next = rotate(3, before.get(2)).expect(200).all("key").getFirst();
    assertThat(reveal()).containsExactly(before.get(0), before.get(1), next);
    assertThat(states()).containsExactly("WORKING", "WORKING", "REVOKED", "WORKING", "CANCELLED");
  }

  @Test
  void aKeyRotatedBeforeTheCancelIsRevokedWithItsOrdinal() {
    var before = reveal();
    var next = rotate(4, before.get(3)).expect(200).all("key").getFirst();
    cancelThree();

    assertThat(reveal()).isEqualTo(before.subList(0, 3));
    rotate(4, next).expectRefusal("410 key-revoked");
    assertThat(states()).containsExactly("WORKING", "WORKING", "WORKING", "REVOKED", "CANCELLED");
  }

  @Test
  void aReplayedRevealShowsOnlyActiveKeys() {
    var first = agent.postOnce(software + "/keys", "", "before-" + software).expect(200);
    cancelThree();

    assertThat(agent.postOnce(software + "/keys", "", "before-" + software).expect(200).all("key"))
        .isEqualTo(first.all("key").subList(0, 3));
  }

  @Test
  void aPartlyCancelledLineGetsTheKeysOfItsActiveUnits() {
    cancelThree();

    assertThat(reveal()).hasSize(3);
    assertThat(states()).containsExactly("WORKING", "WORKING", "WORKING", "CANCELLED");
  }

  @Test
  void noKeyIsRevealedOnceTheLastUnitIsCancelled() {
    reveal();
    cancelThree();
    Shop.cancel(agent, order, "?lines=1:5").expect(200);

    agent.post(software + "/keys", "").expectRefusal("410 key-revoked");
    assertThat(states()).containsOnly("CANCELLED").hasSize(4);
  }
}
