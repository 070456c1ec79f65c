package dev.keyshelf.testkit.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * The rules of PDF/UA-1 (ISO 14289-1) that a program can check, as veraPDF reads them. Whether a
 * heading says what follows, or a table is read in a good order, takes a person.
 */
public final class AccessibilityRules {
  private static final PDFAFlavour RULES = PDFAFlavour.PDFUA_1;

  /** For each rule. */
  private static final int MOST_FINDINGS = 5;

  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private AccessibilityRules() {}

  /**
   * Returns what the rules find in a PDF: the clause with the number of its rule, what is wrong,
   * and the place. Each rule has at most five findings.
   *
   * @throws IllegalStateException if the file cannot be checked
   */
  public static List<String> findings(byte[] file) {
    var foundry = Foundries.defaultInstance();
    try (var parser = foundry.createParser(new ByteArrayInputStream(file), RULES);
        var validator = foundry.createValidator(RULES, MOST_FINDINGS, false, true, false)) {
      var result = validator.validate(parser);
      var findings =
          result.getTestAssertions().stream().map(AccessibilityRules::finding).distinct().toList();
      if (result.isCompliant() != findings.isEmpty() || result.getTotalAssertions() == 0) {
        throw new IllegalStateException("the check ended with " + result.getJobEndStatus());
      }
      return findings;
    } catch (EncryptedPdfException
        | ModelParsingException
        | ValidationException
        | IOException cannot) {
      throw new IllegalStateException(cannot);
    }
  }

  private static String finding(TestAssertion assertion) {
    return "%s-%s %s at %s"
        .formatted(
            assertion.getRuleId().getClause(),
            assertion.getRuleId().getTestNumber(),
            assertion.getErrorMessage(),
            assertion.getLocation().getContext());
  }
}
