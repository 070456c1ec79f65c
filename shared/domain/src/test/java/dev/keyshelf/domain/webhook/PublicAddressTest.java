package dev.keyshelf.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.0",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.0",
        "192.0.0.255",
        "192.0.2.0",
        "192.0.2.255",
        "192.31.196.0",
        "192.31.196.255",
        "192.52.193.0",
        "192.52.193.255",
        "192.88.99.0",
        "192.88.99.255",
        "192.168.0.0",
        "192.168.255.255",
        "192.175.48.0",
        "192.175.48.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.0",
        "198.51.100.255",
        "203.0.113.0",
        "203.0.113.255",
        "224.0.0.0",
        "239.255.255.255",
        "240.0.0.0",
        "255.255.255.254",
        "255.255.255.255"
      })
  void refusesBothEndsOfEachSpecialBlockOfIpv4(String address) {
    assertThat(isPublic(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.1.255",
        "192.0.3.0",
        "192.31.195.255",
        "192.31.197.0",
        "192.52.192.255",
        "192.52.194.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "192.175.47.255",
        "192.175.49.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255"
      })
  void allowsTheNeighboursOfEachSpecialBlockOfIpv4(String address) {
    assertThat(isPublic(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "::7f00:1", // IPv4-compatible
        "64:ff9b::7f00:1",
        "64:ff9b::808:808", // NAT64
        "64:ff9b:1::a00:1",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", // NAT64 of a network
        "100::",
        "100::1", // discard
        "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001::",
        "2001::1", // Teredo
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2002::",
        "2002:7f00:1::",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // 6to4
        "2620:4f:8000::",
        "2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
        "3fff::",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        "4000::",
        "5f00::1",
        "fc00::",
        "fd00:ec2::254",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fe80::",
        "fe80::1",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "fec0::1",
        "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ff00::",
        "ff02::1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
      })
  void refusesSpecialBlocksOfIpv6(String address) {
    assertThat(isPublic(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000::",
        "2001:200::",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db9::",
        "2001:4860:4860::8888",
        "2003::",
        "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
        "2620:4f:8001::",
        "2a05:d018::1",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff:1000::",
        "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
      })
  void allowsTheOtherAddressesOfTheOnlyPublicBlockOfIpv6(String address) {
    assertThat(isPublic(address)).isTrue();
  }

  /** The JDK turns the text of a mapped address into IPv4, so these are bytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000ffff7f000001",
        "00000000000000000000ffff08080808",
        "0000000000000000ffff00007f000001"
      })
  void refusesMappedAddresses(String hex) {
    assertThat(PublicAddress.isPublic(HexFormat.of().parseHex(hex))).isFalse();
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(PublicAddress.isPublic(new byte[0])).isFalse();
    assertThat(PublicAddress.isPublic(new byte[] {8, 8, 8})).isFalse();
    assertThat(PublicAddress.isPublic(new byte[17])).isFalse();
  }

  private static boolean isPublic(String address) {
    return PublicAddress.isPublic(InetAddress.ofLiteral(address).getAddress());
  }
}
