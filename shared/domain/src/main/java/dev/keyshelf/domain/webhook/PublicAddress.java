package dev.keyshelf.domain.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which IP addresses are public: those that no special-purpose registry of IANA names. An
 * address that only some networks reach, or that carries another address inside, is not public.
 */
public final class PublicAddress {
  private static final int V4_BYTES = 4;
  private static final int V6_BYTES = 16;

  private static final List<Block> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by a carrier's customers
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, with the metadata of clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // multicast relays
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, with the broadcast

  /**
   * The only block of public addresses. Mapped and compatible addresses, those of NAT64, unique
   * local, link-local, site-local and multicast ones are outside.
   */
  private static final Block GLOBAL_V6 = Block.of("2000::/3");

  private static final List<Block> SPECIAL_V6 =
      blocks(
          "2001::/23", // protocols, with Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, with an IPv4 address inside
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation

  private PublicAddress() {}

  /**
   * Returns whether an address is public.
   *
   * @param address 4 bytes of IPv4 or 16 of IPv6, in network order; any other number of bytes is no
   *     public address
   */
  public static boolean isPublic(byte[] address) {
    return switch (address.length) {
      case V4_BYTES -> SPECIAL_V4.stream().noneMatch(block -> block.holds(address));
      case V6_BYTES ->
          GLOBAL_V6.holds(address) && SPECIAL_V6.stream().noneMatch(block -> block.holds(address));
      default -> false;
    };
  }

  private static List<Block> blocks(String... texts) {
    return Stream.of(texts).map(Block::of).toList();
  }

  /** Addresses of one length with the same first bits. */
  private static final class Block {
    private final byte[] first;
    private final int bits;

    private Block(byte[] first, int bits) {
      this.first = first;
      this.bits = bits;
    }

    static Block of(String text) {
      var slash = text.indexOf('/');
      // Does not ask DNS: it takes numbers only.
      return new Block(
          InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
          Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(byte[] address) {
      var whole = bits / Byte.SIZE;
      var mask = (0xff00 >> (bits % Byte.SIZE)) & 0xff;
      return Arrays.equals(first, 0, whole, address, 0, whole)
          && (mask == 0 || (first[whole] & mask) == (address[whole] & mask));
    }
  }
}
