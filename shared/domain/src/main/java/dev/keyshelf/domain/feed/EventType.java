package dev.keyshelf.domain.feed;

import dev.keyshelf.domain.activity.Operation;
import dev.keyshelf.domain.activity.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happened, with the version of the form of its event: {@code dev.keyshelf.order.placed.v1}.
 * An act that was refused or only begun has a type of its own, so that nobody takes it for done.
 *
 * @param name the full name
 */
public record EventType(String name) {
  static final String PREFIX = "dev.keyshelf.";
  private static final String VERSION = ".v1";

  private static final List<EventType> ALL = written();

  /** Returns the type of the records of an operation with an outcome. */
  public static EventType of(Operation operation, Outcome outcome) {
    var words = Words.of(operation);
    var what =
        switch (outcome) {
          case DONE -> words.done();
          case REFUSED -> isRefusal(operation) ? words.done() : words.attempt() + "-refused";
          case BEGUN -> words.attempt() + "-begun";
        };
    return new EventType(PREFIX + words.noun() + "." + what + VERSION);
  }

  /** Returns the types of all records that the product writes, ordered by operation. */
  public static List<EventType> all() {
    return ALL;
  }

  private static List<EventType> written() {
    var all = new ArrayList<EventType>();
    for (var operation : Operation.values()) {
      outcomes(operation).forEach(outcome -> all.add(of(operation, outcome)));
    }
    return List.copyOf(all);
  }

  private static List<Outcome> outcomes(Operation operation) {
    return switch (operation) {
      case DOWNLOAD_REFUSED, ACCESS_REFUSED -> List.of(Outcome.REFUSED);
      case FILE_IMPORTED -> Arrays.asList(Outcome.values());
      case KEYS_WITHDRAWN, KEYS_MOVED, KEYS_QUARANTINED, KEYS_RELEASED ->
          List.of(Outcome.DONE, Outcome.BEGUN);
      case CUSTOMER_CREATED,
          CUSTOMER_CHANGED,
          CONTACT_ERASED,
          ORDER_PLACED,
          ORDER_CANCELLED,
          KEYS_RESERVED,
          KEYS_ISSUED,
          KEYS_REVEALED,
          KEY_ROTATED,
          KEY_LOOKED_UP,
          LINK_CREATED,
          LINK_REVOKED,
          LINKS_REVOKED,
          DOWNLOAD_STARTED,
          ACTIVITY_READ,
          SOLD_KEYS_LISTED,
          SUPPORT_REQUEST_CREATED,
          SUPPORT_REQUEST_NOTED,
          SUPPORT_REQUEST_ATTACHED,
          SUPPORT_REQUEST_CLOSED,
          SUPPORT_REQUEST_DECIDED,
          SUPPORT_REQUEST_READ,
          SUPPORT_REQUESTS_LISTED,
          PRICE_LIST_SET,
          PRICE_LIST_VERSION_REMOVED,
          DOCUMENT_RENDERED,
          WEBHOOK_CREATED,
          WEBHOOK_CHANGED,
          WEBHOOK_DELETED,
          WEBHOOK_PINGED,
          WEBHOOK_REDELIVERY_REQUESTED,
          WEBHOOK_STOPPED ->
          List.of(Outcome.DONE);
    };
  }

  private static boolean isRefusal(Operation operation) {
    return operation == Operation.DOWNLOAD_REFUSED || operation == Operation.ACCESS_REFUSED;
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * The words of an operation.
   *
   * @param noun what it concerns
   * @param done what was done
   * @param attempt the name of the act while it is not done
   */
  private record Words(String noun, String done, String attempt) {
    static Words of(Operation operation) {
      return switch (operation) {
        case CUSTOMER_CREATED -> new Words("customer", "created", "creation");
        case CUSTOMER_CHANGED -> new Words("customer", "changed", "change");
        case CONTACT_ERASED -> new Words("contact", "erased", "erasure");
        case ORDER_PLACED -> new Words("order", "placed", "placement");
        case KEYS_RESERVED -> new Words("keys", "reserved", "reservation");
        case KEYS_ISSUED -> new Words("keys", "issued", "issue");
        case KEYS_REVEALED -> new Words("keys", "revealed", "reveal");
        case KEY_ROTATED -> new Words("key", "rotated", "rotation");
        case KEY_LOOKED_UP -> new Words("key", "looked-up", "look-up");
        case LINK_CREATED -> new Words("link", "created", "creation");
        case LINK_REVOKED -> new Words("link", "revoked", "revocation");
        case LINKS_REVOKED -> new Words("links", "revoked", "revocation");
        case DOWNLOAD_STARTED -> new Words("download", "started", "start");
        case DOWNLOAD_REFUSED -> new Words("download", "refused", "refusal");
        case ORDER_CANCELLED -> new Words("order", "cancelled", "cancellation");
        case ACCESS_REFUSED -> new Words("access", "refused", "refusal");
        case ACTIVITY_READ -> new Words("activity", "read", "reading");
        case FILE_IMPORTED -> new Words("file", "imported", "import");
        case KEYS_WITHDRAWN -> new Words("keys", "withdrawn", "withdrawal");
        case KEYS_MOVED -> new Words("keys", "moved", "move");
        case KEYS_QUARANTINED -> new Words("keys", "quarantined", "quarantine");
        case KEYS_RELEASED -> new Words("keys", "released", "release");
        case SOLD_KEYS_LISTED -> new Words("sold-keys", "listed", "listing");
        case SUPPORT_REQUEST_CREATED -> new Words("support-request", "created", "creation");
        case SUPPORT_REQUEST_NOTED -> new Words("support-request", "noted", "note");
        case SUPPORT_REQUEST_ATTACHED -> new Words("support-request", "attached", "attachment");
        case SUPPORT_REQUEST_CLOSED -> new Words("support-request", "closed", "closure");
        case SUPPORT_REQUEST_DECIDED -> new Words("support-request", "decided", "decision");
        case SUPPORT_REQUEST_READ -> new Words("support-request", "read", "reading");
        case SUPPORT_REQUESTS_LISTED -> new Words("support-requests", "listed", "listing");
        case PRICE_LIST_SET -> new Words("price-list", "set", "change");
        case PRICE_LIST_VERSION_REMOVED -> new Words("price-list-version", "removed", "removal");
        case DOCUMENT_RENDERED -> new Words("document", "rendered", "rendering");
        case WEBHOOK_CREATED -> new Words("webhook", "created", "creation");
        case WEBHOOK_CHANGED -> new Words("webhook", "changed", "change");
        case WEBHOOK_DELETED -> new Words("webhook", "deleted", "deletion");
        case WEBHOOK_PINGED -> new Words("webhook", "pinged", "ping");
        case WEBHOOK_REDELIVERY_REQUESTED ->
            new Words("webhook", "redelivery-requested", "redelivery-request");
        case WEBHOOK_STOPPED -> new Words("webhook", "stopped", "stop");
      };
    }
  }
}
