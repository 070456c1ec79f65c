package dev.keyshelf.aws;

import dev.keyshelf.domain.catalog.KeyForm;

/**
 * Writes the form of a pool's keys as an attribute, and reads it. The form of groups of five is
 * left out. Most keys have it, and all had it before pools named their forms.
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
