package dev.keyshelf.aws;

/**
 * What a data key seals. A data key is bound to its purpose, so that a function that may open texts
 * of one purpose can open no others.
 */
enum Purpose {
  /** Product keys, in pools and sold. */
  PRODUCT_KEYS("product-keys"),

  /** Answers that are kept for a retry and hold a secret: a link's token, or a webhook's secret. */
  STORED_ANSWERS("stored-answers"),

  /** The secrets that sign deliveries to webhooks. */
  WEBHOOK_SECRETS("webhook-secrets");

  /**
   * The name in the encryption context of KMS, which policies compare. It is stored nowhere else.
   */
  static final String CONTEXT = "keyshelf-purpose";

  private final String text;

  Purpose(String text) {
    this.text = text;
  }

  /**
   * Returns the value in the encryption context. It never changes, or stored texts would not open.
   */
  String text() {
    return text;
  }
}
