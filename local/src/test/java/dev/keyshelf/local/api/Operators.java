package dev.keyshelf.local.api;

/** Clients whose tokens are for operators. */
public final class Operators {
  private Operators() {}

  /** Returns an operator. */
  public static Client of(Shop shop) {
    return of(shop, "Operator");
  }

  /** Returns a client with an operator's token that has these roles instead. */
  static Client of(Shop shop, String... roles) {
    var nobody = shop.nobody();
    var token = shop.machine().operatorTokenFor("olga@distributor.example", roles);
    return new Client(nobody.http(), nobody.base(), token);
  }
}
