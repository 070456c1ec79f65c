package dev.keyshelf.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyshelf.domain.customer.Customer.FirstOrder;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.Market;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustomerTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Market US = new Market("US");
  private static final Market DE = new Market("DE");
  private static final Contact ADA =
      new Contact(
          "Ada", EmailAddress.parse("ada@northwind.example").orElseThrow(), Optional.empty());

  private static Customer customer(String name) {
    return new Customer(
        CustomerId.next(NOON),
        new PartnerId("partner-a"),
        name,
        new TenantId("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        new Domain("northwind.example"),
        US,
        NOON);
  }

  private static Customer withAnOrder() {
    var bare = customer("Northwind");
    return new Customer(
        bare.id(),
        bare.partner(),
        bare.companyName(),
        bare.tenant(),
        bare.domain(),
        US,
        Optional.of(ADA),
        Optional.empty(),
        Optional.of(new FirstOrder(OrderId.next(NOON), NOON)),
        Optional.empty(),
        NOON,
        2);
  }

  @Test
  void movesToAnotherMarketBeforeItsFirstOrder() {
    assertThat(customer("Northwind").canMoveTo(DE)).isTrue();
    assertThat(customer("Northwind").changed("Northwind", DE, Optional.empty()).market())
        .isEqualTo(DE);
  }

  @Test
  void cannotChangeItsMarketAfterItsFirstOrder() {
    assertThat(withAnOrder().canMoveTo(DE)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withAnOrder().changed("Northwind", DE, Optional.empty()));
  }

  @Test
  void canKeepItsMarketAtAnyTime() {
    assertThat(withAnOrder().canMoveTo(US)).isTrue();
  }

  @Test
  void keepsTheValuesThatAreNotChanged() {
    var before = withAnOrder();
    var after = before.changed("Southwind", US, Optional.empty());

    assertThat(after.companyName()).isEqualTo("Southwind");
    assertThat(after.contact()).isEmpty();
    assertThat(after.version()).isEqualTo(3);
    assertThat(after.changed("Northwind", US, before.contact()))
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(before);
  }

  @Test
  void refusesANameThatIsBlankTooLongOrHasControlCharacters() {
    assertThatIllegalArgumentException().isThrownBy(() -> customer(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> customer("North\twind"));
    assertThatIllegalArgumentException().isThrownBy(() -> customer("a".repeat(201)));
  }
}
