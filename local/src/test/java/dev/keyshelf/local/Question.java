package dev.keyshelf.local;

import dev.keyshelf.local.api.Client;

/** A support request of a new customer's partner, which is open. */
final class Question {
  private Question() {}

  /** Creates the customer, then the request, and returns the request's id. */
  static String askedBy(Client agent) {
    agent
        .post(
            "/v1/customers",
            """
            {"companyName": "Northwind", "tenantId": "e9da86d3-51cf-4a76-a2d8-c50195c3f466",
             "domain": "northwind.example", "market": "US"}
            """)
        .expect(201);
    return agent
        .post(
            "/v1/support-requests",
            """
            {"problemType": "OTHER", "impact": "MINIMAL", "title": "A question",
             "domain": "northwind.example",
             "contact": {"name": "Ada", "email": "ada@contoso.example"}}
            """)
        .expect(201)
        .at("/requestId");
  }
}
