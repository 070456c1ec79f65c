package dev.keyshelf.local.api;

import java.util.List;

/**
 * The webhooks of a partner, and requests about them.
 *
 * @param admin a user with the role GlobalAdmin
 */
public record WebhookSteps(Client admin) {
  /** The route of all webhooks. */
  public static final String ALL = "/v1/webhooks";

  /** The route of one webhook. */
  public static final String ONE = ALL + "/{webhookId}";

  /** The body of a request that creates a webhook. Nobody can reach its host. */
  public static final String BODY = "{\"address\": \"https://hooks.keyshelf.example/events\"}";

  /** The body of a request that pauses a webhook. */
  public static final String PAUSE = "{\"state\": \"PAUSED\"}";

  /** The body of a request that sends all events again. */
  public static final String FROM_THE_BEGINNING = "{\"after\": 0}";

  /** Creates a webhook. */
  public Answer create() {
    return admin.post(ALL, BODY);
  }

  /** Creates a webhook that sends to an address. */
  public Answer create(String address) {
    return admin.post(ALL, "{\"address\": \"%s\"}".formatted(address));
  }

  /** Creates a webhook that sends nothing, and returns its path. */
  public String paused() {
    var path = create().expect(201).header("location");
    admin.patch(path, PAUSE).expect(200);
    return path;
  }

  /** Deletes a webhook. */
  public Answer delete(String path) {
    return admin.send("DELETE", path, new byte[0]);
  }

  /** Sends a request about a webhook, as a new command if it is one. */
  Answer sent(String method, String path, String body) {
    return switch (method) {
      case "PATCH" -> admin.patch(path, body);
      case "DELETE" -> delete(path);
      default -> admin.post(path, body);
    };
  }

  /** Deletes all webhooks except one, so that there is room for others. */
  public void deleteAllBut(String id) {
    ids().stream().filter(each -> !each.equals(id)).forEach(each -> delete(ALL + "/" + each));
  }

  private List<String> ids() {
    return admin.get(ALL).expect(200).all("webhookId");
  }
}
