package dev.keyshelf.bench.command;

import dev.keyshelf.bench.load.Agent;
import dev.keyshelf.bench.load.KeyPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The calls of one client: calls of one function, each on an object that was prepared for it. */
public enum Work {
  CREATE_CUSTOMER("CreateCustomer", "") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      return Stream.generate(() -> desk.event(function(), Map.of(), customer()))
          .limit(count)
          .toList();
    }

    private static String customer() {
      var guid = UUID.randomUUID();
      return """
      {"companyName": "Customer", "tenantId": "%s", "domain": "d%s.example", "market": "US"}
      """
          .formatted(guid, guid);
    }
  },
  PLACE_ORDER("PlaceOrder", "1 line") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      return orders(desk, agent.customer(), 1, count);
    }
  },
  PLACE_LONG_ORDER("PlaceOrder", "25 lines") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      return orders(desk, agent.customer(), Agent.MOST_LINES, count);
    }
  },
  REVEAL_KEYS("RevealKeys", "first time") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      return agent.software(agent.customer(), KeyPool.SAMPLE_SKU_WITHOUT_KEYS, count).stream()
          .map(each -> desk.event(function(), idsOf(each), ""))
          .toList();
    }
  },
  REVEAL_KEYS_AGAIN("RevealKeys", "later") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      var software = software(agent, 1).getFirst();
      agent.reveal(software);
      return Stream.generate(() -> desk.event(function(), idsOf(software), ""))
          .limit(count)
          .toList();
    }
  },
  CREATE_LINK("CreateLink", "") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      var file = "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";
      var software = software(agent, 1).getFirst();
      return Stream.generate(() -> desk.event(function(), idsOf(software), file))
          .limit(count)
          .toList();
    }
  },
  START_DOWNLOAD("StartDownload", "") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      var software = software(agent, 1).getFirst();
      var events = new ArrayList<byte[]>();
      var link = "";
      for (int i = 0; i < count; i++) {
        link = i % USES == 0 ? agent.link(software) : link;
        events.add(desk.event(function(), Map.of("token", last(link)), ""));
      }
      return events;
    }
  },
  RESUME_DOWNLOAD("ResumeDownload", "") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      var link = agent.link(software(agent, 1).getFirst());
      var events = new ArrayList<byte[]>();
      Map<String, String> ids = Map.of();
      for (int i = 0; i < count; i++) {
        if (i % RESUMES == 0) {
          var session = agent.start(link).split("/");
          ids = Map.of("token", session[2], "download", session[3]);
        }
        events.add(desk.event(function(), ids, ""));
      }
      return events;
    }
  },
  QUOTE_CANCELLATION("QuoteCancellation", "1 line") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      var order = placed(agent, 1).getFirst();
      return Stream.generate(() -> desk.event(function(), idsOf(order), "")).limit(count).toList();
    }
  },
  CANCEL_ORDER("CancelOrder", "1 line") {
    @Override
    public List<byte[]> events(Desk desk, Agent agent, int count) {
      return placed(agent, count).stream()
          .map(
              order ->
                  desk.event(
                      function(),
                      idsOf(order),
                      """
                      {"quoteId": "%s", "reasonCode": "OTHER", "acknowledged": true}
                      """
                          .formatted(agent.quote(order))))
          .toList();
    }
  };

  /** The downloads that a link allows by the samples' terms. */
  private static final int USES = 50;

  /** How often a session can be resumed. */
  private static final int RESUMES = 64;

  /** The index of the customer's id in a path. */
  private static final int CUSTOMER = 3;

  private final String function;
  private final String kind;

  Work(String function, String kind) {
    this.function = function;
    this.kind = kind;
  }

  /** Prepares calls of one client, and returns their events. */
  public abstract List<byte[]> events(Desk desk, Agent agent, int count);

  /** Returns the name of the function. */
  public String function() {
    return function;
  }

  /** Returns what distinguishes this call from others of the same function; empty if nothing. */
  public String kind() {
    return kind;
  }

  private static List<byte[]> orders(Desk desk, String customer, int lines, int count) {
    var body = Agent.lines(KeyPool.SAMPLE_SKU, 1, lines);
    return Stream.generate(() -> desk.event("PlaceOrder", idsOf(customer), body))
        .limit(count)
        .toList();
  }

  private static List<String> software(Agent agent, int count) {
    return agent.software(agent.customer(), KeyPool.SAMPLE_SKU, count);
  }

  private static List<String> placed(Agent agent, int count) {
    var customer = agent.customer();
    var line = Agent.lines(KeyPool.SAMPLE_SKU, 1, 1);
    return Stream.generate(() -> agent.order(customer, line)).limit(count).toList();
  }

  /** Reads the ids from a path such as {@code /v1/customers/c/orders/o}. */
  private static Map<String, String> idsOf(String path) {
    var parts = path.split("/");
    if (parts.length <= CUSTOMER + 1) {
      return Map.of("customerId", parts[CUSTOMER]);
    }
    var name = parts[CUSTOMER + 1].equals("orders") ? "orderId" : "entitlementId";
    return Map.of("customerId", parts[CUSTOMER], name, parts[CUSTOMER + 2]);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
