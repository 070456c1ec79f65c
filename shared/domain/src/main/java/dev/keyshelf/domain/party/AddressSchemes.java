package dev.keyshelf.domain.party;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The schemes of electronic addresses that Peppol BIS Billing 3 of May 2026 knows, with the form of
 * their ids as far as its rules check it.
 *
 * @see <a href="https://docs.peppol.eu/poacc/billing/3.0/codelist/eas/">the schemes</a>
 */
final class AddressSchemes {
  private static final Set<String> KNOWN =
      Set.of(
          ("0002 0007 0009 0060 0088 0096 0097 0106 0130 0135 0142 0151 0183 0184 0188 0190 0191"
                  + " 0192 0195 0196 0198 0199 0200 0201 0204 0208 0209 0210 0211 0216 0218 0221"
                  + " 0225 0230 0235 0240 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918 9919"
                  + " 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935"
                  + " 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950"
                  + " 9951 9952 9953 9957 9959")
              .split(" "));

  /** The form of every id: visible ASCII, as many characters as Peppol allows. */
  private static final Form ANY =
      new Form("[!-~]{1,50}", _ -> true, "must be 1 to 50 ASCII characters without blanks");

  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry(
              "0007",
              new Form(
                  "[0-9]{10}",
                  CheckDigits::luhn,
                  "must be a Swedish organisation number: ten digits with their check digit")),
          Map.entry(
              "0088",
              new Form(
                  "[0-9]{13}",
                  CheckDigits::gs1,
                  "must be a GLN: thirteen digits with their check digit")),
          Map.entry(
              "0096", new Form("[0-9]{10}", _ -> true, "must be a Danish P number: 10 digits")),
          Map.entry("0106", new Form("[0-9]{8}", _ -> true, "must be a KVK number: eight digits")),
          Map.entry(
              "0151",
              new Form(
                  "[0-9]{11}",
                  CheckDigits::australian,
                  "must be an ABN: eleven digits with their check digits")),
          Map.entry(
              "0184",
              new Form(
                  "(DK)?[0-9]{8}",
                  _ -> true, "must be a CVR number: eight digits, DK before them")),
          Map.entry("0190", new Form("[0-9]{20}", _ -> true, "must be an OIN: twenty digits")),
          Map.entry(
              "0192",
              new Form(
                  "[0-9]{9}",
                  CheckDigits::modulo11,
                  "must be a Norwegian organisation number: nine digits with their check digit")),
          Map.entry(
              "0198",
              new Form("DK[0-9]{8}", _ -> true, "must be a Danish SE number: DK, 8 digits")),
          Map.entry(
              "0201", new Form("[A-Za-z0-9]{6}", _ -> true, "must be an IPA code: six characters")),
          Map.entry(
              "0208",
              new Form(
                  "[0-9]{10}",
                  CheckDigits::belgian,
                  "must be a Belgian enterprise number: ten digits with their check digits")),
          Map.entry(
              "0210",
              new Form(
                  "[0-9]{11}|[A-Za-z]{6}[0-9]{2}[A-Za-z][0-9]{2}[A-Za-z0-9]{3}[0-9][A-Za-z]",
                  _ -> true, "must be a codice fiscale: eleven digits, or sixteen characters")),
          Map.entry(
              "0211",
              new Form(
                  "IT[0-9]{11}",
                  id -> CheckDigits.luhn(id.substring(2)),
                  "must be a partita IVA: IT and eleven digits with their check digit")),
          Map.entry(
              "9944",
              new Form(
                  "NL[0-9]{9}B[0-9]{2}",
                  _ -> true, "must be a Dutch VAT number, such as NL123456789B01")));

  private record Form(Pattern pattern, Predicate<String> check, String description) {
    Form(String pattern, Predicate<String> check, String description) {
      this(Pattern.compile(pattern), check, description);
    }

    boolean matches(String id) {
      return pattern.matcher(id).matches() && check.test(id);
    }
  }

  private AddressSchemes() {}

  /** Returns whether Peppol knows a scheme. */
  static boolean isKnown(String scheme) {
    return KNOWN.contains(scheme);
  }

  /** Returns why Peppol would refuse an id of a scheme; empty if it would not. */
  static Optional<String> fault(String scheme, String id) {
    return Stream.of(ANY, FORMS.getOrDefault(scheme, ANY))
        .filter(form -> !form.matches(id))
        .map(form -> "an id of the scheme %s %s".formatted(scheme, form.description()))
        .findFirst();
  }
}
