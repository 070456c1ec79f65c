package dev.keyshelf.domain.document;

import dev.keyshelf.domain.party.ElectronicAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The codes that e-invoices know, as EN 16931 and Peppol list them in May 2026. */
final class EInvoiceCodes {
  private static final Set<String> CURRENCIES =
      codes(
          """
          AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP \
          BYN BZD CAD CDF CHE CHF CHW CLF CLP CNH CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP \
          ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR \
          ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
          MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK \
          PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP SVC SYP \
          SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV \
          WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG\
          """);

  private static final Set<String> COUNTRIES =
      codes(
          """
          AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
          BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ \
          DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP \
          GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG \
          KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
          MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE \
          PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL \
          SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM \
          US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW\
          """);

  /** Prefixes of VAT numbers that are no codes of countries: Greece, and Northern Ireland. */
  private static final Set<String> OTHER_PREFIXES = Set.of("EL", "XI");

  private static final Pattern PREFIX = Pattern.compile("[A-Z]{2}.+");

  private EInvoiceCodes() {}

  private static Set<String> codes(String list) {
    return Arrays.stream(list.split(" ")).collect(Collectors.toUnmodifiableSet());
  }

  static boolean isCurrency(String code) {
    return CURRENCIES.contains(code);
  }

  static boolean isCountry(String code) {
    return COUNTRIES.contains(code);
  }

  /** Returns whether a VAT number begins with the code of a country. */
  static boolean hasCountry(String vatNumber) {
    if (!PREFIX.matcher(vatNumber).matches()) {
      return false;
    }
    var prefix = vatNumber.substring(0, 2);
    return isCountry(prefix) || OTHER_PREFIXES.contains(prefix);
  }

  /** Returns what is wrong with an electronic address; empty if nothing is. */
  static Optional<String> fault(ElectronicAddress address) {
    if (!address.isOfKnownScheme()) {
      return Optional.of(
          "has the scheme %s, which Peppol does not list".formatted(address.scheme()));
    }
    return address.hasValidId()
        ? Optional.empty()
        : Optional.of("is no valid id of the scheme %s".formatted(address.scheme()));
  }
}
