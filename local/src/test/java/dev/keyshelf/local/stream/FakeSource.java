package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stream in memory. Its sequence numbers are 1, 2, 3... over all shards. */
final class FakeSource implements StreamSource {
  private static final int PAGE = 7;

  private final Map<Shard, List<ObjectNode>> records = new LinkedHashMap<>();
  private final List<String> closed = new ArrayList<>();
  private int last;
  private int trimmed;
  private String arn = "arn:stream";

  FakeSource shard(String id, Optional<String> parent) {
    records.put(new Shard(id, parent), new ArrayList<>());
    return this;
  }

  /** Adds an insert of an item with this key. */
  void add(String shard, String key, Instant at) {
    var node = JsonNodeFactory.instance.objectNode().put("eventName", "INSERT");
    var change = node.putObject("dynamodb");
    change.put("ApproximateCreationDateTime", at.getEpochSecond());
    change.putObject("Keys").putObject("pk").put("S", key);
    change.put("SequenceNumber", Integer.toString(++last));
    of(shard).add(node);
  }

  /** Ends a shard. It gets no further record. */
  void end(String shard) {
    closed.add(shard);
  }

  /** Forgets the records up to a sequence number. */
  void trim(int upTo) {
    trimmed = upTo;
  }

  /** Forgets all records and begins again with the first sequence number, as an older copy does. */
  void startAnew(String newArn) {
    records.values().forEach(List::clear);
    last = 0;
    arn = newArn;
  }

  private List<ObjectNode> of(String shard) {
    return records.entrySet().stream()
        .filter(each -> each.getKey().id().equals(shard))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Override
  public String arn() {
    return arn;
  }

  @Override
  public List<Shard> shards() {
    return List.copyOf(records.keySet());
  }

  @Override
  public String oldest(String shard) {
    return shard + ":" + (trimmed + 1);
  }

  @Override
  public Optional<String> at(String shard, String sequenceNumber) {
    int wanted = Integer.parseInt(sequenceNumber);
    return wanted <= trimmed || wanted > last
        ? Optional.empty()
        : Optional.of(shard + ":" + wanted);
  }

  @Override
  public Optional<Page> read(String iterator) {
    var parts = iterator.split(":", 2);
    int from = Integer.parseInt(parts[1]);
    if (from <= trimmed) {
      return Optional.empty();
    }
    var page =
        of(parts[0]).stream()
            .filter(each -> Integer.parseInt(Place.sequenceNumber(each)) >= from)
            .limit(PAGE)
            .toList();
    int next = page.isEmpty() ? from : Integer.parseInt(Place.sequenceNumber(page.getLast())) + 1;
    boolean isRead = page.isEmpty() && closed.contains(parts[0]);
    return Optional.of(
        new Page(page, isRead ? Optional.empty() : Optional.of(parts[0] + ":" + next)));
  }

  @Override
  public void close() {
    // Nothing to close.
  }
}
