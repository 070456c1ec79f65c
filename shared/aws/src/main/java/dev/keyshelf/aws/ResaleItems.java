package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SkuId;
import dev.keyshelf.domain.resale.Margin;
import dev.keyshelf.domain.resale.PriceList;
import dev.keyshelf.domain.resale.PriceList.SkuPrice;
import dev.keyshelf.domain.resale.PriceListId;
import dev.keyshelf.domain.resale.PriceListState;
import dev.keyshelf.domain.resale.PriceListVersion;
import dev.keyshelf.domain.resale.ResalePrice;
import dev.keyshelf.domain.resale.ResalePrice.Fixed;
import dev.keyshelf.domain.resale.ResalePrice.WithMargin;
import java.time.LocalDate;

/** Converts price lists and their versions to items and back. */
final class ResaleItems {
  static final String REVISION = "revision";
  private static final String MARGIN = "margin";

  private ResaleItems() {}

  static Item state(PartnerId partner, PriceListState state) {
    return Item.at(ResaleKeys.list(partner, state.list()))
        .with(REVISION, state.revision())
        .with("changedAt", state.changedAt())
        .with("changedBy", state.changedBy());
  }

  static PriceListState state(Item item) {
    return new PriceListState(
        PriceListId.parse(item.text(Keys.SORT)).orElseThrow(),
        item.number(REVISION),
        item.instant("changedAt"),
        item.text("changedBy"));
  }

  static Item version(PartnerId partner, PriceListVersion version) {
    return Item.at(ResaleKeys.version(partner, version.list(), version.validFrom()))
        .with(REVISION, version.revision())
        .with("setAt", version.setAt())
        .with("setBy", version.setBy())
        .withText(MARGIN, version.prices().margin().map(Margin::toString))
        .with("prices", version.prices().prices().stream().map(ResaleItems::price).toList());
  }

  static PriceListVersion version(PriceListId list, Item item) {
    return new PriceListVersion(
        list,
        LocalDate.parse(item.text(Keys.SORT)),
        new PriceList(
            item.optionalText(MARGIN).map(ResaleItems::margin),
            item.items("prices").stream().map(ResaleItems::price).toList()),
        item.instant("setAt"),
        item.text("setBy"),
        item.number(REVISION));
  }

  private static Item price(SkuPrice price) {
    var item = Item.inner().with("sku", price.sku().value());
    return switch (price.price()) {
      case Fixed(var unitPrice) -> item.with("unitPrice", unitPrice);
      case WithMargin(var margin) -> item.with(MARGIN, margin.toString());
    };
  }

  private static SkuPrice price(Item item) {
    ResalePrice price =
        item.has(MARGIN)
            ? new WithMargin(margin(item.text(MARGIN)))
            : new Fixed(item.money("unitPrice"));
    return new SkuPrice(new SkuId(item.text("sku")), price);
  }

  private static Margin margin(String text) {
    return Margin.parse(text).orElseThrow();
  }
}
