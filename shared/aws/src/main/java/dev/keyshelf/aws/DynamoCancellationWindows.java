package dev.keyshelf.aws;

import dev.keyshelf.domain.cancellation.CancellationWindows;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.PartnerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the windows that are not marked as closed from a sparse index. */
final class DynamoCancellationWindows implements CancellationWindows {
  private static final Pattern OWNER = Pattern.compile("[A-Z]+#([^#]+)#([^#]+)");
  private static final Pattern LINE = Pattern.compile(Keys.ENTITLEMENT + "(.+)-([0-9]{1,4})");

  private final Table table;

  DynamoCancellationWindows(Table table) {
    this.table = table;
  }

  @Override
  public Page due(int shard, Instant now, int limit, Optional<String> after) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":shard", AttributeValue.fromS(Keys.windowShard(shard)));
    // "~" sorts after every id, so a window that closes at exactly this instant is included.
    values.put(":now", AttributeValue.fromS(Keys.time(now) + "~"));
    var page =
        table.queryIndex(
            Keys.WINDOWS_INDEX,
            Keys.WINDOW_SHARD + " = :shard AND " + Keys.WINDOW_SORT + " <= :now",
            values,
            limit,
            after.map(position -> startKey(shard, position)).orElse(null));
    var windows = new ArrayList<Due>();
    var unreadable = new ArrayList<String>();
    for (var item : page.items()) {
      // An item that Keyshelf did not write must not block those after it.
      due(item.key()).ifPresentOrElse(windows::add, () -> unreadable.add(item.key().toString()));
    }
    return new Page(
        windows,
        unreadable,
        page.more() ? Optional.of(position(page.items().getLast())) : Optional.empty());
  }

  @Override
  public boolean close(Due window, Instant now) {
    return table
        .writes()
        .update(
            Keys.entitlement(window.partner(), window.customer(), window.entitlement()),
            "SET windowClosedAt = :now, version = version + :one REMOVE "
                + Keys.WINDOW_SHARD
                + ", "
                + Keys.WINDOW_SORT
                + ", "
                + DeskKeys.PARTITION
                + ", "
                + DeskKeys.SORT,
            "windowClosesAt <= :now AND attribute_exists(" + Keys.WINDOW_SHARD + ")",
            Map.of(
                ":now", AttributeValue.fromS(Keys.time(now)), ":one", AttributeValue.fromN("1")));
  }

  private static Optional<Due> due(Key key) {
    var owner = OWNER.matcher(key.partition());
    var line = LINE.matcher(key.sort());
    if (!owner.matches() || !line.matches()) {
      return Optional.empty();
    }
    return PartnerId.parse(owner.group(1))
        .flatMap(
            partner ->
                CustomerId.parse(owner.group(2))
                    .flatMap(
                        customer ->
                            EntitlementId.parse(
                                    line.group(1) + "-" + Integer.parseInt(line.group(2)))
                                .map(entitlement -> new Due(partner, customer, entitlement))));
  }

  private static String position(Item item) {
    return String.join(
        "|", item.text(Keys.PARTITION), item.text(Keys.SORT), item.text(Keys.WINDOW_SORT));
  }

  private static Map<String, AttributeValue> startKey(int shard, String position) {
    var parts = position.split("\\|", 3);
    return Map.of(
        Keys.PARTITION, AttributeValue.fromS(parts[0]),
        Keys.SORT, AttributeValue.fromS(parts[1]),
        Keys.WINDOW_SHARD, AttributeValue.fromS(Keys.windowShard(shard)),
        Keys.WINDOW_SORT, AttributeValue.fromS(parts[2]));
  }
}
