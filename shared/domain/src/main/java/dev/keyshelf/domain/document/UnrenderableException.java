package dev.keyshelf.domain.document;

/** A document has a value that its format cannot show. Rendering it again would change nothing. */
public class UnrenderableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Lack lack;

  /** Creates the exception with what the document lacks. */
  public UnrenderableException(Lack lack) {
    super(lack.field() + " " + lack.reason());
    this.lack = lack;
  }

  /** Returns what the document lacks. */
  public Lack lack() {
    return lack;
  }
}
