package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.KeyForm;

/**
 * The form of a pool's keys as an attribute. Groups of five, which most keys are and which all were
 * before pools named their forms, are left out.
 */
final class FormItems {
  private static final String FORM = "form";

  private FormItems() {}

  static Item fill(Item item, KeyForm form) {
    return form == KeyForm.FIVES ? item : item.with(FORM, form.name());
  }

  static KeyForm form(Item item) {
    return item.optionalText(FORM).map(KeyForm::valueOf).orElse(KeyForm.FIVES);
  }
}
