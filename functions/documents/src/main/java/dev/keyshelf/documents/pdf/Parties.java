package dev.keyshelf.documents.pdf;

import dev.keyshelf.domain.party.Party;
import dev.keyshelf.domain.party.PartyContact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The seller and the buyer at the head of a document, side by side. */
final class Parties {
  /** The operator and a partner. */
  static final Places OF_PARTNER = new Places("seller", "buyer");

  /** A partner and its customer. */
  static final Places OF_CUSTOMER = new Places("partner.seller", "customer.billing");

  private static final float GAP = 24;

  private final Flow flow;
  private final Written written;
  private final Places places;

  /** Where the companies come from, for what no font has. */
  record Places(String seller, String buyer) {}

  Parties(Flow flow, Written written, Places places) {
    this.flow = flow;
    this.written = written;
    this.places = places;
  }

  /** Writes both. */
  void write(Element parent, Party seller, Party buyer) throws IOException {
    var width = (flow.width() - GAP) / 2;
    var left = lines(Word.SELLER, seller, width, places.seller());
    var right = lines(Word.BUYER, buyer, width, places.buyer());
    var upper = flow.top();
    var lower = write(parent, left, Flow.MARGIN, upper);
    lower = Math.min(lower, write(parent, right, Flow.MARGIN + width + GAP, upper));
    flow.skip(upper - lower);
  }

  private float write(Element parent, List<List<SetLine>> blocks, float x, float upper)
      throws IOException {
    var edge = upper;
    for (var i = 0; i < blocks.size(); i++) {
      var element = parent.add(i == 0 ? "H2" : "P");
      var block = blocks.get(i);
      flow.sheet().write(Optional.of(element), Flow.placed(block, x, edge, 0));
      edge -= block.size() * block.getFirst().style().leading();
    }
    return edge;
  }

  private List<List<SetLine>> lines(Word role, Party party, float width, String place) {
    var type = flow.type();
    var blocks = new ArrayList<List<SetLine>>();
    blocks.add(type.lines(written.say(role), Style.LABEL, width, place));
    blocks.add(type.lines(party.legalName(), Style.STRONG.sized(10), width, place + ".legalName"));
    blocks.add(type.lines(address(party), Style.BODY, width, place + ".address"));
    var further = new ArrayList<String>();
    party.vatNumber().ifPresent(value -> further.add(fact(Word.VAT_NUMBER, value)));
    party
        .registrationNumber()
        .ifPresent(value -> further.add(fact(Word.REGISTRATION_NUMBER, value)));
    party
        .electronicAddress()
        .ifPresent(
            value -> further.add(fact(Word.ELECTRONIC_ADDRESS, value.scheme() + ":" + value.id())));
    party.contact().ifPresent(value -> further.add(fact(Word.CONTACT, contact(value))));
    if (!further.isEmpty()) {
      blocks.add(type.lines(String.join("\n", further), Style.BODY, width, place));
    }
    return blocks;
  }

  private String address(Party party) {
    var address = party.address();
    var lines = new ArrayList<>(address.lines());
    var town = new ArrayList<String>();
    address.postalCode().ifPresent(town::add);
    town.add(address.city());
    address.region().ifPresent(town::add);
    lines.add(String.join(" ", town));
    lines.add(written.country(address.country()));
    return String.join("\n", lines);
  }

  private String fact(Word word, String value) {
    return written.say(word) + ": " + value;
  }

  /** Returns name, e-mail and phone, each of which stays on one line where it can. */
  private static String contact(PartyContact contact) {
    var parts = new ArrayList<String>();
    parts.add(contact.name());
    contact.email().ifPresent(parts::add);
    contact.phone().ifPresent(parts::add);
    return String.join(" · ", parts);
  }
}
