package dev.keyshelf.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyshelf.api.ContactFields;
import dev.keyshelf.domain.customer.Customer;
import dev.keyshelf.domain.customer.Domain;
import dev.keyshelf.domain.customer.FoldedName;
import dev.keyshelf.domain.customer.PhoneNumber;
import dev.keyshelf.http.Text;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class ContactFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void isNothingOrReadsBackTheSame(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    same(Domain.parse(text), Domain.parse(text).flatMap(each -> Domain.parse(each.toString())));
    var mail = ContactFields.email(text);
    same(mail, mail.flatMap(each -> ContactFields.email(each.toString())));
    var phone = PhoneNumber.parse(text);
    same(phone, phone.flatMap(each -> PhoneNumber.parse(each.toString())));
    var canonical = Text.canonical(text);
    same(canonical, canonical.flatMap(Text::canonical));
    var lines = Text.canonicalLines(text);
    same(lines, lines.flatMap(Text::canonicalLines));
    var folded =
        canonical
            .filter(name -> !name.isBlank() && Text.length(name) <= Customer.LONGEST_NAME)
            .map(FoldedName::of);
    same(folded, folded.flatMap(each -> FoldedName.parse(each.text())));
  }

  private static <T> void same(Optional<T> read, Optional<T> again) {
    if (!read.equals(again)) {
      throw new AssertionError("%s was parsed again as %s".formatted(read, again));
    }
  }
}
