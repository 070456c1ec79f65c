package dev.keyshelf.local.api;

import dev.keyshelf.local.api.Canaries.Kind;
import dev.keyshelf.testkit.Beginning;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Does all that can be done with keys and links over HTTP, with known secrets and a witness. */
final class SecretJourney {
  private static final String FILE =
      "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HTML = "text/html";
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";

  /** This many starts within a minute are reported by a metric. */
  private static final int BURST = 12;

  private final Shop shop;
  private final Client agent;
  private final Client nobody;
  private final Canaries canaries;
  private final Witness witness;

  private String customer = "";
  private String order = "";
  private String software = "";
  private String madeSoftware = "";

  SecretJourney(Shop shop, Client agent, Canaries canaries, Witness witness) {
    this.shop = shop;
    this.agent = agent;
    this.nobody = shop.nobody();
    this.canaries = canaries;
    this.witness = witness;
  }

  /** Walks the journey from the first order to the last cancel. */
  void walk() {
    buys();
    getsKeys();
    replacesKeys();
    var link = getsLinks();
    looksAt(link);
    var session = starts(link);
    resumes(session);
    endsLinks(link, session);
    reads("before the cancel");
    cancels();
    reads("after the cancel");
  }

  /** Returns the paths of all routes, about the things that the journey made. */
  List<String> routes() {
    return List.of(
        "/v1/catalog/products",
        "/v1/customers",
        customer,
        customer + "/orders",
        order,
        order + "/cancellation",
        "/v1/cancellations",
        customer + "/software",
        software,
        software + "/hybrid-benefit",
        software + "/keys",
        software + "/keys/1/rotation",
        software + "/links",
        software + "/links/revocation",
        "/v1/activity",
        "/v1/activity/users",
        "/v1/events",
        "/v1/invoices/" + Beginning.MONTH,
        "/d/" + "A".repeat(43));
  }

  private Answer post(String step, String path, String json, String key, String... handsOut) {
    return witness.hears(step, agent.postOnce(path, json, key), handsOut);
  }

  private Answer twice(String step, String path, String json, String... handsOut) {
    var key = UUID.randomUUID().toString();
    var first = post(step, path, json, key, handsOut);
    post(step + ", replayed", path, json, key, handsOut).expect(first.status());
    post(step + ", with its key used for another", path, json + " ", key);
    return first;
  }

  private void buys() {
    var body =
        """
        {"companyName": "Northwind", "tenantId": "%s", "domain": "northwind.example",
         "market": "US"}
        """
            .formatted(UUID.randomUUID());
    customer = twice("customer", "/v1/customers", body).expect(201).header("Location");
    witness.hears("change", agent.patch(customer, "{\"companyName\": \"Southwind\"}")).expect(200);
    var lines = Shop.lines("ws2019-std-16core:2", "sles-std-p1y:1");
    var placed = twice("order", customer + "/orders", lines).expect(201);
    order = placed.header("Location");
    software = Shop.software(placed, 1);
    madeSoftware = Shop.software(placed, 2);
  }

  private void getsKeys() {
    for (var each : List.of(software, madeSoftware)) {
      var shown = twice("reveal", each + "/keys", "", "body KEY").expect(200);
      shown.all("key").forEach(canaries::key);
      var again = UUID.randomUUID().toString();
      post("second reveal", each + "/keys", "", again, "body KEY").expect(200);
      witness.hears("masked list", agent.get(each + "/keys")).expect(200);
    }
  }

  private void replacesKeys() {
    for (var each : List.of(software, madeSoftware)) {
      var key = agent.post(each + "/keys", "").expect(200).all("key").getFirst();
      var why =
          "{\"lastFive\": \"%s\", \"reasonCode\": \"COMPROMISED\", \"reason\": \"%s is out\"}"
              .formatted(key.substring(key.length() - 5), key);
      var shown = twice("rotation", each + "/keys/1/rotation", why, "body KEY").expect(200);
      shown.all("key").forEach(canaries::key);
      post("late rotation", each + "/keys/1/rotation", why, UUID.randomUUID().toString())
          .expectRefusal("409 key-not-current");
      witness.hears("masked list", agent.get(each + "/keys")).expect(200);
    }
  }

  private String getsLinks() {
    var made = twice("link", software + "/links", FILE, "body TOKEN", "location TOKEN").expect(201);
    var path = URI.create(made.at("/url")).getPath();
    canaries.token(path.substring("/d/".length()));
    witness.hears("links", agent.get(software + "/links")).expect(200);
    return path;
  }

  private Answer asks(
      String step, String method, String path, String accept, String agentName, String... out) {
    var answer =
        nobody.send(
            method,
            path,
            new byte[0],
            "Accept",
            accept,
            "User-Agent",
            agentName,
            "Referer",
            nobody.base() + path);
    return witness.hears(step, answer, out);
  }

  private void looksAt(String link) {
    for (var method : List.of("GET", "HEAD")) {
      asks("landing page", method, link, HTML, "curl/8", "body TOKEN", "set-cookie TOKEN")
          .expect(200);
      asks("landing page's JSON", method, link, JSON, "curl/8").expect(200);
    }
  }

  private String starts(String link) {
    var token = link.substring("/d/".length());
    var form = ("download=" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    for (var step : List.of("start by form", "start by form, repeated")) {
      var answer = nobody.send("POST", link, form, "Content-Type", FORM, "Accept", HTML);
      witness.hears(step, answer, "location TOKEN", "set-cookie TOKEN").expect(303);
    }
    asks("link of a program", "GET", link, BYTES, "curl/8", "location TOKEN", "set-cookie TOKEN")
        .expect(303);
    asks("line for a program", "GET", link, "*/*", "curl/8", "body TOKEN").expect(406);
    asks("link with a full stop", "GET", link + ".", HTML, "Mozilla/5.0", "location TOKEN")
        .expect(303);
    asks("link with a slash", "GET", link + "/", HTML, "Mozilla/5.0", "location TOKEN").expect(303);
    fetches(link + "/" + UUID.randomUUID());
    for (var kind : Kind.values()) {
      for (var secret : canaries.all(kind)) {
        // People who debug may put anything into this header, and the log stores it.
        var agentName = "tool/1 (" + secret + ")";
        asks("start as " + kind, "POST", link, JSON, agentName, "body TOKEN").expect(200);
      }
    }
    asks("start under the token", "POST", link, JSON, token, "body TOKEN").expect(200);
    var wrong = ("download=" + token).getBytes(StandardCharsets.UTF_8);
    witness.hears(
        "start by a form that holds the token",
        nobody.send("POST", link, wrong, "Content-Type", FORM, "Accept", JSON));
    var session = "";
    for (int i = 0; i < BURST; i++) {
      session = asks("start", "POST", link, JSON, "curl/8", "body TOKEN").at("/session");
    }
    return session;
  }

  private void fetches(String download) {
    for (var step : List.of("start for a program", "start for a program, repeated")) {
      var answer =
          asks(
              step, "GET", download, BYTES, "curl/8", "location PRESIGNED_URL", "set-cookie TOKEN");
      canaries.presigned(URI.create(answer.expect(307).header("Location")));
    }
  }

  private void resumes(String session) {
    for (var range : List.of("bytes=0-", "bytes=100-199")) {
      var answer = nobody.send("GET", session, new byte[0], "Range", range);
      witness.hears("resume", answer, "location PRESIGNED_URL").expect(307);
      canaries.presigned(URI.create(answer.header("Location")));
    }
    asks("look at a session", "HEAD", session, "*/*", "curl/8").expect(200);
    var unknown = session.substring(0, session.lastIndexOf('/') + 1) + UUID.randomUUID();
    asks("session that is none", "GET", unknown, JSON, "curl/8");
  }

  private void endsLinks(String link, String session) {
    var id = agent.get(software + "/links").at("/items/0/linkId");
    var token = link.substring("/d/".length());
    var why = "{\"reason\": \"%s is on a public page\"}".formatted(token);
    twice("revocation", software + "/links/" + id + "/revocation", why).expect(200);
    twice("revocation of all", software + "/links/revocation", why).expect(200);
    for (var accept : List.of(HTML, JSON, BYTES)) {
      for (var path : List.of(link, session)) {
        asks(
            "dead link",
            "GET",
            path,
            accept,
            "tool " + token,
            "set-cookie TOKEN",
            "location TOKEN");
        asks("dead link", "HEAD", path, accept, "tool " + token, "set-cookie TOKEN");
      }
      asks("refused start", "POST", link, accept, "tool " + token, "set-cookie TOKEN").expect(410);
      for (var none : List.of("/d/" + token + "A", "/d/" + token.substring(1), "/d/x" + token)) {
        asks("no link", "GET", none, accept, "curl/8");
        asks("no link", "POST", none, accept, "curl/8");
      }
    }
  }

  private void reads(String when) {
    var paths = new ArrayList<>(routes());
    paths.addAll(
        List.of(
            "/v1/catalog/products?market=US",
            "/v1/customers?domain=northwind.example",
            madeSoftware,
            madeSoftware + "/keys",
            madeSoftware + "/links"));
    for (var path : paths) {
      witness.hears("read " + when, agent.get(path));
    }
    var page = agent.get("/v1/activity?limit=200");
    while (page.json().has("next")) {
      witness.hears("log " + when, page).expect(200);
      page = agent.get("/v1/activity?limit=200&cursor=" + page.at("/next"));
    }
    witness.hears("log " + when, page).expect(200);
    shop.machine().pump().drain();
    witness.hears("feed " + when, agent.get("/v1/events?limit=1000")).expect(200);
  }

  private void cancels() {
    var key = agent.post(software + "/keys", "").expect(200).all("key").getFirst();
    var part = order + "/cancellation?lines=1:1";
    var quote = witness.hears("quote of a part", agent.get(part)).expect(200);
    twice("cancel of a part", part, citing(quote, key)).expect(200);
    var rest = order + "/cancellation?lines=1";
    quote = witness.hears("quote", agent.get(rest)).expect(200);
    twice("cancel", rest, citing(quote, key)).expect(200);
    post("reveal of a cancelled line", software + "/keys", "", UUID.randomUUID().toString())
        .expect(410);
    post(
        "rotation of a cancelled line",
        software + "/keys/1/rotation",
        "{\"lastFive\": \"%s\", \"reasonCode\": \"LOST\"}".formatted(key.substring(24)),
        UUID.randomUUID().toString());
    post("link to a cancelled line", software + "/links", FILE, UUID.randomUUID().toString())
        .expect(409);
  }

  private static String citing(Answer quote, String key) {
    return "{\"quoteId\": \"%s\", \"reasonCode\": \"OTHER\", \"acknowledged\": true, \"reason\": \"%s\"}"
        .formatted(quote.at("/quoteId"), "they never used " + key);
  }
}
