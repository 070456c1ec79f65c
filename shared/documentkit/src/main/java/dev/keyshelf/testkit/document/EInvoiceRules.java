package dev.keyshelf.testkit.document;

import static java.util.Objects.requireNonNull;

import com.helger.diagnostics.error.IError;
import com.helger.io.resource.inmemory.ReadableResourceByteArray;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.IValidationExecutorSet;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.peppol.PeppolValidation2026_05;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The public rule sets of e-invoices, as of May 2026: the schema of UBL 2.1, EN 16931, and Peppol
 * BIS Billing 3. They are compiled once for each JVM, which takes seconds.
 */
public final class EInvoiceRules {
  private static final ValidationExecutorSetRegistry<IValidationSourceXML> REGISTRY = registry();
  private static final IValidationExecutorSet<IValidationSourceXML> INVOICE =
      requireNonNull(REGISTRY.getOfID(PeppolValidation2026_05.VID_OPENPEPPOL_INVOICE_UBL_V3));
  private static final IValidationExecutorSet<IValidationSourceXML> CREDIT_NOTE =
      requireNonNull(REGISTRY.getOfID(PeppolValidation2026_05.VID_OPENPEPPOL_CREDIT_NOTE_UBL_V3));

  private EInvoiceRules() {}

  private static ValidationExecutorSetRegistry<IValidationSourceXML> registry() {
    var registry = new ValidationExecutorSetRegistry<IValidationSourceXML>();
    PeppolValidation2026_05.init(registry);
    return registry;
  }

  /**
   * Returns everything that the rule sets find in an invoice or a credit note, warnings included:
   * the rule, the place and the text.
   */
  public static List<String> findings(byte[] file) {
    var rules =
        new String(file, StandardCharsets.UTF_8).contains("<CreditNote") ? CREDIT_NOTE : INVOICE;
    var results =
        ValidationExecutionManager.executeValidation(
            IValidityDeterminator.createDefault(),
            rules,
            ValidationSourceXML.create(new ReadableResourceByteArray(file)),
            Locale.ROOT);
    var findings = new ArrayList<String>();
    results.forEachFlattened(error -> findings.add(text(error)));
    return findings;
  }

  private static String text(IError error) {
    return error.getAsString(Locale.ROOT);
  }
}
