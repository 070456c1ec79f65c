package dev.keyshelf.bench.load;

import java.util.List;
import java.util.stream.Stream;

/** Clients that place orders of the same length, each for its own customer. */
public final class OrderLoad {
  private final Agent agent;
  private final List<String> customers;
  private final String body;

  public OrderLoad(Agent agent, int clients, int lines) {
    this.agent = agent;
    this.customers = Stream.generate(agent::customer).limit(clients).toList();
    this.body = Agent.lines("ws2019-std-16core", 2, lines);
  }

  /** Places this number of orders in total. */
  public Latencies place(int orders) {
    return Crowd.share(
        customers.size(), orders, (client, _) -> agent.order(customers.get(client), body));
  }
}
