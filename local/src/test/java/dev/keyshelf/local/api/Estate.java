package dev.keyshelf.local.api;

import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.testkit.Beginning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The things of partners, and the requests to each route about them. */
final class Estate {
  static final Things ABSENT =
      new Things(
          "01M7W2Y7M0PV25GRW7BRT4GZ53",
          "01M7W3GHJ07VNQX5Q5KKJ0Z75H",
          "01M7W3GHJ07VNQX5Q5KKJ0Z75J",
          "01M7W3GHJ07VNQX5Q5KKJ0Z75K",
          "01M7W3GHJ07VNQX5Q5KKJ0Z75M",
          "A".repeat(43),
          "5f0c6a52-2c5f-4b8e-9f3c-0d5d1f0a7b11",
          "KS-2026-999999",
          "01M7W3GHJ07VNQX5Q5KKJ0Z75N");

  private static final String SUPPORT = "/v1/support-requests";
  private static final String DAY = Beginning.MONTH.atEndOfMonth().toString();
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String POOL = "windows-server-2019-standard";
  private static final String BATCH = "estate";
  private static final String STOCK_CHANGES = "/v1/operator/stock/changes";
  private static final String RELEASE =
      "{\"action\": \"RELEASE\", \"pool\": \"%s\", \"reason\": \"They are good.\"}".formatted(POOL);

  private static final String BILLING =
      """
      {"billing": {"legalName": "Northwind Traders Inc.",
        "address": {"lines": ["1 Example Street"], "city": "Redmond", "country": "US"}}}
      """;

  private final Shop shop;
  private final Map<String, String> documents = new HashMap<>();
  private final String change;

  /** Ids of things. The order has two lines: software with files, and a subscription with keys. */
  record Things(
      String customer,
      String order,
      String link,
      String request,
      String attachment,
      String token,
      String download,
      String document,
      String webhook) {
    Things withCustomer(String other) {
      return new Things(
          other, order, link, request, attachment, token, download, document, webhook);
    }

    Things withOrder(String other) {
      return new Things(
          customer, other, link, request, attachment, token, download, document, webhook);
    }

    Things withLink(String other) {
      return new Things(
          customer, order, other, request, attachment, token, download, document, webhook);
    }

    Things withRequest(String other) {
      return new Things(
          customer, order, link, other, attachment, token, download, document, webhook);
    }

    Things withAttachment(String other) {
      return new Things(customer, order, link, request, other, token, download, document, webhook);
    }

    Things withDownload(String otherToken, String other) {
      return new Things(
          customer, order, link, request, attachment, otherToken, other, document, webhook);
    }

    Things withDocument(String other) {
      return new Things(
          customer, order, link, request, attachment, token, download, other, webhook);
    }

    Things withWebhook(String other) {
      return new Things(
          customer, order, link, request, attachment, token, download, document, other);
    }

    /** Returns a copy with the thing of this kind, and the things inside it, taken from another. */
    Things upTo(String kind, Things other) {
      return switch (kind) {
        case "customer", "token" -> other;
        case "order" -> withOrder(other.order).withLink(other.link);
        case "link" -> withLink(other.link);
        case "request" -> withRequest(other.request).withAttachment(other.attachment);
        case "attachment" -> withAttachment(other.attachment);
        case "download" -> withDownload(token, other.download);
        case "document" -> withDocument(other.document);
        case "webhook" -> withWebhook(other.webhook);
        default -> throw new IllegalArgumentException(kind);
      };
    }
  }

  /** Prepares a shop for things of these partners. */
  Estate(Shop shop, String... partners) {
    this.shop = shop;
    this.change = Operators.of(shop).post(STOCK_CHANGES, RELEASE).expect(200).at("/changeId");
    try {
      Documents.haveASeller(shop);
      // Numbers of the issuer's scheme, so that no two partners have one in common.
      shop.imports(Settings.defaultTemplate().resolveSibling("samples/house/imports/house"));
      shop.drop("imports/keys/%s/%s.csv".formatted(POOL, BATCH), "key\nXXXXX-EEEEE-00001\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var numbers = Documents.issued(shop, List.of(partners));
    for (int i = 0; i < partners.length; i++) {
      documents.put(partners[i], numbers.get(i));
    }
  }

  /** Buys, asks support and downloads as a partner, and reveals the keys of the second line. */
  Things of(String partner) {
    var agent = shop.of(partner);
    var customer = shop.customerOf(partner, "US");
    agent.patch(customer, BILLING).expect(200);
    var order = ordered(partner, customer);
    var software = customer + "/software/" + order + "-1";
    agent.post(customer + "/software/" + order + "-2/keys", "").expect(200);
    var link = Shop.link(agent, software);
    var id = customer.substring(customer.lastIndexOf('/') + 1);
    var request = agent.post(SUPPORT, Shop.supportRequest(id, order)).expect(201).at("/requestId");
    return new Things(
        id,
        order,
        agent.get(software + "/links").expect(200).at("/items/0/linkId"),
        request,
        Shop.attached(agent, SUPPORT + "/" + request),
        link.substring("/d/".length()),
        started(link),
        Objects.requireNonNull(documents.get(partner)),
        webhook(agent));
  }

  private static String webhook(Client agent) {
    var path = new WebhookSteps(agent).paused();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String started(String link) {
    var session = shop.nobody().start(link, "").expect(200).at("/session");
    return session.substring(session.lastIndexOf('/') + 1);
  }

  private String ordered(String partner, String customer) {
    return shop.order(partner, customer, "ws2019-std-16core:1", "sles-std-p1y:1").at("/orderId");
  }

  /** Returns the kinds of things that a route names, from the outermost to the innermost. */
  static List<String> kinds(Access row) {
    var kinds = new ArrayList<String>();
    var route = row.route();
    var inItsBody = List.of("POST " + SUPPORT, "POST /v1/cancellations").contains(route);
    if (inItsBody
        || route.contains("{customerId}")
        || route.contains("{priceListId}")
        || route.endsWith("/rebilling/{month}/pdf")) {
      kinds.add("customer");
    }
    if (inItsBody || route.contains("{orderId}") || route.contains("{entitlementId}")) {
      kinds.add("order");
    }
    for (var kind : List.of("link", "request", "attachment", "webhook")) {
      if (route.contains("{" + kind + "Id}")) {
        kinds.add(kind);
      }
    }
    if (route.contains("{token}") || route.contains("{link+}")) {
      kinds.add("token");
    }
    if (route.contains("{number+}")) {
      kinds.add("document");
    }
    if (route.contains("{download}")) {
      kinds.add("download");
    }
    return kinds;
  }

  /** Returns things of a partner on which the route's command was not yet done. */
  Things fresh(Access row, String partner, Things things) {
    var agent = shop.of(partner);
    var software = software(things, 1);
    return switch (row.route().substring(row.route().lastIndexOf('/') + 1)) {
      case "cancellation", "cancellations" ->
          row.method().equals("POST") ? things.withOrder(cancellable(partner, things)) : things;
      case "revocation" -> {
        Shop.link(agent, software);
        yield things.withLink(agent.get(software + "/links").at("/items/0/linkId"));
      }
      case "removal" -> {
        versionIsSet(agent, things);
        yield things;
      }
      case "closure", "attachments" -> things.withRequest(asked(agent, things));
      case "complete" -> uploaded(agent, things.withRequest(asked(agent, things)));
      case "webhooks", "{webhookId}" -> withRoom(row, agent, things);
      default -> row.needsAToken() ? things : linked(agent, things);
    };
  }

  /** Makes room for another webhook, and makes the one that the command deletes. */
  private static Things withRoom(Access row, Client agent, Things things) {
    if (row.method().equals("POST")) {
      new WebhookSteps(agent).deleteAllBut(things.webhook());
    }
    return row.method().equals("DELETE") ? things.withWebhook(webhook(agent)) : things;
  }

  private String cancellable(String partner, Things things) {
    var customer = "/v1/customers/" + things.customer();
    return shop.order(partner, customer, "ws2019-std-16core:1").at("/orderId");
  }

  private static void versionIsSet(Client agent, Things things) {
    var list = "/v1/resale/price-lists/" + things.customer();
    var body =
        "{\"expectedRevision\": %s, \"validFrom\": \"%s\", \"margin\": \"10\"}"
            .formatted(revision(agent, things), DAY);
    agent.post(list + "/versions", body).expect(200);
  }

  private static String revision(Client agent, Things things) {
    return cited(agent, "/v1/resale/price-lists/" + things.customer(), "/revision", "0");
  }

  private Things linked(Client agent, Things things) {
    var link = Shop.link(agent, software(things, 1));
    var token = link.substring("/d/".length());
    return things.withDownload(token, started(link));
  }

  private static String asked(Client agent, Things things) {
    var asks = Shop.supportRequest(things.customer(), things.order());
    return agent.post(SUPPORT, asks).expect(201).at("/requestId");
  }

  private static Things uploaded(Client agent, Things things) {
    var begun =
        agent.post(SUPPORT + "/" + things.request() + "/attachments", Shop.LETTER).expect(201);
    agent.upload(begun, Shop.LETTERS_TEXT.getBytes(StandardCharsets.UTF_8));
    return things.withAttachment(begun.at("/attachmentId"));
  }

  private static String software(Things things, int line) {
    return "/v1/customers/%s/software/%s-%s".formatted(things.customer(), things.order(), line);
  }

  /** Returns the request to a route about these things. Their partner reads the values it cites. */
  Asking asking(Access row, String partner, Things things) {
    var route = row.route();
    var line = route.endsWith("/rotation") ? "-2" : "-1";
    var path =
        route
            .substring(route.indexOf(' ') + 1)
            .replace("{partnerId}", partner)
            .replace("{customerId}", things.customer())
            .replace("{priceListId}", things.customer())
            .replace("{validFrom}", DAY)
            .replace("{orderId}", things.order())
            .replace("{entitlementId}", things.order() + line)
            .replace("{ordinal}", "1")
            .replace("{linkId}", things.link())
            .replace("{requestId}", things.request())
            .replace("{attachmentId}", things.attachment())
            .replace("{productId}", "windows-server-2019-standard")
            .replace("{pool}", POOL)
            .replace("{batch}", BATCH)
            .replace("{changeId}", change)
            .replace("{number+}", things.document())
            .replace("{webhookId}", things.webhook())
            .replace("{month}", Beginning.MONTH.toString())
            .replace("{link+}", things.token() + "/")
            .replace("{token}", things.token())
            .replace("{download}", things.download());
    if (!row.needsAToken()) {
      return new Asking(
          row.method(),
          path,
          "",
          row.method().equals("POST")
              ? List.of("Accept", JSON, "Content-Type", FORM)
              : List.of("Accept", JSON));
    }
    if (row.method().equals("GET")) {
      return new Asking("GET", path + query(route, things), "", List.of());
    }
    return new Asking(
        row.method(),
        path,
        body(route, shop.of(partner), things),
        List.of("Content-Type", JSON, "Idempotency-Key", UUID.randomUUID().toString()));
  }

  private static String query(String route, Things things) {
    if (route.endsWith("/rebilling/{month}/pdf")) {
      return "?customerId=" + things.customer();
    }
    if (route.endsWith("/hybrid-benefit")) {
      return "?windowsVmHourly=0.188&linuxVmHourly=0.096&hours=730";
    }
    if (route.endsWith("/imports/reports")) {
      return "?report=imports/catalogue/2026-11/report.json";
    }
    return route.contains("/v1/catalog") ? "?market=US" : "";
  }

  private static String body(String route, Client agent, Things things) {
    if (route.startsWith("PATCH")) {
      return "{}";
    }
    return switch (route.substring(route.lastIndexOf('/') + 1)) {
      case "customers" ->
          """
          {"companyName": "Other", "tenantId": "%s", "domain": "%s.example", "market": "US"}
          """
              .formatted(UUID.randomUUID(), UUID.randomUUID());
      case "orders" -> Shop.lines("ws2019-std-16core:1");
      case "rotation" ->
          "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}"
              .formatted(lastFive(agent.post(software(things, 2) + "/keys", "")));
      case "links" -> "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";
      case "cancellation" -> Shop.citing(quote(agent, things));
      case "cancellations" ->
          Shop.batch(things.customer(), Map.of(things.order(), quote(agent, things)));
      case "support-requests" -> Shop.supportRequest(things.customer(), things.order());
      case "key-lookups" -> "{\"lastFive\": \"AAAAA\"}";
      case "versions", "removal" -> "{\"expectedRevision\": %s}".formatted(revision(agent, things));
      case "notes", "answers" -> "{\"text\": \"And?\"}";
      case "changes" -> RELEASE;
      case "decision" -> "{\"decision\": \"DECLINE\", \"note\": \"Not yet.\"}";
      case "attachments" -> Shop.LETTER;
      case "webhooks" -> WebhookSteps.BODY;
      case "redeliveries" -> WebhookSteps.FROM_THE_BEGINNING;
      default -> "";
    };
  }

  private static String lastFive(Answer shown) {
    return shown.status() == 200
        ? shown.all("key").getFirst().replaceFirst(".*(?=.{5}$)", "")
        : "AAAAA";
  }

  private static String quote(Client agent, Things things) {
    var order = "/v1/customers/%s/orders/%s".formatted(things.customer(), things.order());
    return cited(agent, order + "/cancellation", "/quoteId", "any");
  }

  private static String cited(Client agent, String path, String pointer, String otherwise) {
    var read = agent.get(path);
    return read.status() == 200 ? read.at(pointer) : otherwise;
  }
}
