package dev.keyshelf.local.api;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests what a suspended partner may still do and what it may not. */
class SuspendedPartnersTest extends BadInput {
  @Test
  void mayReadAndCancelButNotBuy() throws Exception {
    suspend(false);
    var theirs = shop.customerOf("partner-suspended", "US");
    var placed = shop.order("partner-suspended", theirs, "ws2019-std-16core:1");
    var path = Shop.software(placed, 1);
    suspend(true);
    remember();

    var user = shop.of("partner-suspended");
    user.post(theirs + "/orders", ONE).expectRefusal("403 partner-suspended");
    user.post(path + "/keys", "").expectRefusal("403 partner-suspended");
    user.post(
            "/v1/customers",
            """
            {"companyName": "New", "tenantId": "%s", "domain": "new.example", "market": "US"}
            """
                .formatted(UUID.randomUUID()))
        .expectRefusal("403 partner-suspended");
    user.post(
            path + "/links",
            "{\"version\": \"2019\", \"language\": \"en-US\", \"fileType\": \"ISO\"}")
        .expectRefusal("403 partner-suspended");
    shop.expectNothingWrittenSince(before);
    user.get(theirs + "/software").expect(200);
    user.get(path + "/links").expect(200);
    user.get("/v1/activity").expect(200);
    Shop.cancel(user, placed.header("Location"), "").expect(200);
    remember();
  }

  private static void suspend(boolean suspended) throws Exception {
    shop.drop(
        "imports/partners/suspended.yaml",
        """
        partners:
          - {id: partner-suspended, name: T, suspended: %s, eligiblePrograms: []}
        """
            .formatted(suspended));
  }
}
