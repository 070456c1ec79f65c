package dev.keyshelf.aws;

import dev.keyshelf.domain.identity.PartnerId;
import dev.keyshelf.domain.identity.WebhookId;
import dev.keyshelf.domain.webhook.Webhooks;

/** The {@link Keys} of webhooks, of their registry and of their deliveries. */
final class WebhookKeys {
  private WebhookKeys() {}

  static String webhooksOf(PartnerId partner) {
    return "WEBHOOKS#" + partner;
  }

  static Key webhook(PartnerId partner, WebhookId id) {
    return new Key(webhooksOf(partner), id.value());
  }

  /** Returns the range of a partner's webhooks, without their count. Ids begin with 0 to 7. */
  static Table.Range webhooks(PartnerId partner) {
    return Table.Range.between(webhooksOf(partner), "0", "8");
  }

  /** The number of a partner's webhooks. */
  static Key count(PartnerId partner) {
    return new Key(webhooksOf(partner), Keys.ALONE);
  }

  /** The partition that names the webhooks of a shard of partners. */
  static String registry(int shard) {
    return "WEBHOOKING#" + shard;
  }

  static Key registryEntry(PartnerId partner, WebhookId id) {
    var shard = Math.floorMod(partner.value().hashCode(), Webhooks.SHARDS);
    return new Key(registry(shard), partner + "#" + id);
  }

  /** Returns the webhook of a registry entry. No partner's id has a {@code #}. */
  static Webhooks.Place place(Key registryEntry) {
    var sort = registryEntry.sort();
    var end = sort.indexOf('#');
    return new Webhooks.Place(
        new PartnerId(sort.substring(0, end)), new WebhookId(sort.substring(end + 1)));
  }

  static String deliveriesOf(PartnerId partner, WebhookId id) {
    return "DELIVERIES#" + partner + "#" + id;
  }

  /** An attempt to deliver an event. */
  static Key delivery(PartnerId partner, WebhookId id, String attempt) {
    return new Key(deliveriesOf(partner, id), attempt);
  }
}
