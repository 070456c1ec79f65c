package dev.keyshelf.aws;

import dev.keyshelf.domain.billing.DocumentType;
import dev.keyshelf.domain.document.Document;
import dev.keyshelf.domain.document.DocumentFormat;
import dev.keyshelf.domain.document.Documents;
import dev.keyshelf.domain.document.Lack;
import dev.keyshelf.domain.document.Lacking;
import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.SpokenLanguage;
import dev.keyshelf.domain.party.PageSize;
import java.time.YearMonth;
import java.util.Currency;

/** Converts rendered documents, and what documents lack, to items and back. */
final class DocumentItems {
  private DocumentItems() {}

  static Item made(Document document) {
    return Item.at(DocumentKeys.made(document.partner(), document.number(), document.format()))
        .with("number", document.number())
        .with("type", document.type().name())
        .with("month", document.month().toString())
        .with("currency", document.currency().getCurrencyCode())
        .with("format", document.format().name())
        .with("language", document.language().tag())
        .with("pageSize", document.pageSize().name())
        .with("sha256", document.sha256())
        .with("bytes", document.bytes())
        .with("rendering", document.rendering())
        .with("renderedAt", document.renderedAt());
  }

  static Document document(PartnerId partner, Item item) {
    return new Document(
        partner,
        item.text("number"),
        DocumentType.valueOf(item.text("type")),
        YearMonth.parse(item.text("month")),
        Currency.getInstance(item.text("currency")),
        DocumentFormat.valueOf(item.text("format")),
        SpokenLanguage.ofTag(item.text("language")).orElseThrow(),
        PageSize.valueOf(item.text("pageSize")),
        item.text("sha256"),
        item.number("bytes"),
        item.integer("rendering"),
        item.instant("renderedAt"));
  }

  static Item lacks(Lacking lacking) {
    return Item.at(DocumentKeys.lacks(lacking.partner(), lacking.number(), lacking.format()))
        .with("number", lacking.number())
        .with("month", lacking.month().toString())
        .with("currency", lacking.currency().getCurrencyCode())
        .with("format", lacking.format().name())
        .with(
            "lacks",
            lacking.lacks().stream()
                .map(each -> Item.inner().with("field", each.field()).with("reason", each.reason()))
                .toList());
  }

  static Lacking lacking(PartnerId partner, Item item) {
    return new Lacking(
        partner,
        item.text("number"),
        YearMonth.parse(item.text("month")),
        Currency.getInstance(item.text("currency")),
        DocumentFormat.valueOf(item.text("format")),
        item.items("lacks").stream()
            .map(each -> new Lack(each.text("field"), each.text("reason")))
            .toList());
  }

  static Item progress(int shard, Documents.Progress progress) {
    return Item.at(DocumentKeys.progress(shard))
        .with("through", progress.through().toString())
        .with("asOf", progress.asOf());
  }

  static Documents.Progress progress(Item item) {
    return new Documents.Progress(YearMonth.parse(item.text("through")), item.instant("asOf"));
  }
}
