package dev.keyshelf.bench.load;

import java.util.ArrayList;
import java.util.List;

/** Clients that start downloads, and then resume each. */
public final class DownloadLoad {
  /** The downloads that a link allows by the samples' terms. */
  private static final int USES = 50;

  private final Agent agent;
  private final int clients;

  /** The link of each start. */
  private final List<String> links;

  /** The session of each start. */
  private final String[] sessions;

  private DownloadLoad(Agent agent, int clients, List<String> links) {
    this.agent = agent;
    this.clients = clients;
    this.links = links;
    this.sessions = new String[links.size()];
  }

  /** Makes a customer and a link for each client. When the link is used up, it gets another. */
  public static DownloadLoad ofOwnLinks(Agent agent, int clients, int starts) {
    var links = new String[starts];
    for (int client = 0; client < clients; client++) {
      var software = software(agent);
      var link = "";
      for (int own = 0; client + own * clients < starts; own++) {
        link = own % USES == 0 ? agent.link(software) : link;
        links[client + own * clients] = link;
      }
    }
    return new DownloadLoad(agent, clients, List.of(links));
  }

  /** Makes one link for all clients. When it is used up, they all get another. */
  public static DownloadLoad ofOneLink(Agent agent, int clients, int starts) {
    var software = software(agent);
    var links = new ArrayList<String>();
    for (int start = 0; start < starts; start++) {
      links.add(start % USES == 0 ? agent.link(software) : links.getLast());
    }
    return new DownloadLoad(agent, clients, links);
  }

  private static String software(Agent agent) {
    return agent.software(agent.customer(), "ws2019-std-16core", 1).getFirst();
  }

  /** Starts the downloads. */
  public Latencies start() {
    return Crowd.share(
        clients, sessions.length, (_, number) -> sessions[number] = agent.start(links.get(number)));
  }

  /** Resumes each download once, by the client that started it. */
  public Latencies resume() {
    return Crowd.share(clients, sessions.length, (_, number) -> agent.resume(sessions[number]));
  }
}
