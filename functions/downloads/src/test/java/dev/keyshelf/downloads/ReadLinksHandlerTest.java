package dev.keyshelf.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.order.Order;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.Events.Reply;
import dev.keyshelf.testkit.Story;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("NullAway.Init") // @BeforeEach sets the fields
class ReadLinksHandlerTest {
  private static final Events LIST = Events.of("read-links");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();
  private Order order;

  @BeforeEach
  void makeTheLink() {
    order = Story.order(Story.licences());
    fixture.placed(order);
    fixture.linked(order);
  }

  private Reply answer(Events event) {
    return fixture.send(ReadLinksHandler::new, event);
  }

  @Test
  void listsTheDownloadsLeftOfEachLinkWithoutItsToken() {
    var reply = answer(LIST);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.at("/items/0/state")).isEqualTo("LIVE");
    assertThat(reply.at("/items/0/downloadsLeft")).isEqualTo("2");
    assertThat(reply.text()).doesNotContain(Story.TOKEN.text(), Story.TOKEN.hash());
  }

  @Test
  void saysWhoCreatedALinkHowOftenItWasUsedAndWhenLast() {
    fixture.send(StartDownloadHandler::new, Events.of("start-download"));

    var reply = answer(LIST);

    assertThat(reply.at("/items/0/downloadsUsed")).isEqualTo("1");
    assertThat(reply.at("/items/0/downloadsLeft")).isEqualTo("1");
    assertThat(reply.at("/items/0/lastUsedAt")).isEqualTo(fixture.now().toString());
    assertThat(reply.at("/items/0/createdBy")).isEqualTo("ada@contoso.example");
  }

  @Test
  void listsPageByPage() {
    fixture.linked(order, LinkToken.next(), 2);
    var first = answer(LIST.withQuery("limit=1"));
    var second = answer(LIST.withQuery("limit=1&cursor=" + first.at("/next")));

    assertThat(second.at("/items/0/linkId")).isNotEqualTo(first.at("/items/0/linkId"));
    assertThat(second.text()).doesNotContain("\"next\"");
  }

  @Test
  void refusesACursorOfAnotherList() {
    assertThat(answer(LIST.withQuery("cursor=AAAA")).refusal()).isEqualTo("400 cursor-invalid");
  }

  @Test
  void saysThatALinkHasExpiredFromItsEnd() {
    fixture.strike(Story.BOUGHT_AT.plus(Duration.ofDays(14)));

    assertThat(answer(LIST).at("/items/0/state")).isEqualTo("EXPIRED");
  }

  @Test
  void saysThatTheLinksOfACancelledPurchaseAreRevoked() {
    fixture.cancelled();

    assertThat(answer(LIST).at("/items/0/state")).isEqualTo("REVOKED");
  }

  @Test
  void allowsOnlyAdminAgentsOfThePartner() {
    assertThat(answer(LIST.from("GlobalAdmin")).refusal()).isEqualTo("403 role-required");
    assertThat(answer(LIST.ofPartner("partner-b")).refusal()).isEqualTo("404 not-found");
  }
}
