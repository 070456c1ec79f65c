package dev.keyshelf.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.streams.Streams;
import dev.keyshelf.embedded.tables.Table;
import dev.keyshelf.local.fault.UserFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table's stream in the embedded store of this process. Read by requests, each record would be
 * written and parsed three times, and most records are none that a function receives.
 */
final class EmbeddedSource implements StreamSource {
  private static final int MOST_RECORDS = 1_000;
  private static final Set<String> GONE =
      Set.of(
          "TrimmedDataAccessException",
          "ExpiredIteratorException",
          "ResourceNotFoundException",
          "ValidationException");

  private final Streams streams;
  private final Table table;

  private EmbeddedSource(Streams streams, Table table) {
    this.streams = streams;
    this.table = table;
  }

  /**
   * Opens the stream of a table.
   *
   * @throws UserFault if the table has no stream
   */
  static EmbeddedSource of(Streams streams, String name) {
    return streams.all().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .map(table -> new EmbeddedSource(streams, table))
        .orElseThrow(() -> new UserFault("the table %s has no stream".formatted(name)));
  }

  @Override
  public String arn() {
    return table.streamArn();
  }

  @Override
  public List<Shard> shards() {
    return List.of(new Shard(Streams.shard(table), Optional.empty()));
  }

  @Override
  public String oldest(String shard) {
    return streams.iterator(arn(), shard, "TRIM_HORIZON", Optional.empty());
  }

  @Override
  public Optional<String> at(String shard, String sequenceNumber) {
    try {
      return Optional.of(
          streams.iterator(arn(), shard, "AT_SEQUENCE_NUMBER", Optional.of(sequenceNumber)));
    } catch (Refusal refusal) {
      return emptyIfGone(refusal);
    }
  }

  @Override
  public Optional<Page> read(String iterator) {
    try {
      var page = streams.read(iterator, MOST_RECORDS);
      page.records().forEach(this::complete);
      return Optional.of(new Page(page.records(), Optional.of(page.next())));
    } catch (Refusal refusal) {
      return emptyIfGone(refusal);
    }
  }

  /** Adds what Lambda adds to a record, and gives the identity its names there. */
  private void complete(ObjectNode streamRecord) {
    streamRecord.put("eventSourceARN", arn());
    if (streamRecord.get("userIdentity") instanceof ObjectNode identity) {
      identity.set("type", identity.remove("Type"));
      identity.set("principalId", identity.remove("PrincipalId"));
    }
  }

  private static <T> Optional<T> emptyIfGone(Refusal refusal) {
    if (GONE.contains(refusal.code())) {
      return Optional.empty();
    }
    throw refusal;
  }

  @Override
  public void close() {
    // The store closes its streams.
  }
}
