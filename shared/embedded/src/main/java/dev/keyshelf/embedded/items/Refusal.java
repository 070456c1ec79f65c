package dev.keyshelf.embedded.items;

import java.io.Serial;
import java.util.Map;

/**
 * An error of the DynamoDB API, with which the table store answers a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>
 */
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final String code;
  private final transient Map<String, Object> details;

  /**
   * Creates an error.
   *
   * @param code the error's name without its namespace, such as {@code ResourceNotFoundException}
   * @param details members of the answer besides its message, as maps, lists and strings
   */
  public Refusal(String code, String message, Map<String, Object> details) {
    super(message, null, false, false);
    this.code = code;
    this.details = Map.copyOf(details);
  }

  /** Creates an error without details. */
  public Refusal(String code, String message) {
    this(code, message, Map.of());
  }

  /** Creates the error for a request that breaks a rule of the API. */
  public static Refusal validation(String message) {
    return new Refusal("ValidationException", message);
  }

  /** Creates the error for an invalid parameter value, with the service's usual prefix. */
  public static Refusal parameter(String message) {
    return validation("One or more parameter values were invalid: " + message);
  }

  /** Creates the error for a request whose JSON has a value of the wrong type. */
  public static Refusal serialization(String message) {
    return new Refusal("SerializationException", message);
  }

  /** Returns the error's name, such as {@code ValidationException}. */
  public String code() {
    return code;
  }

  /** Returns the members of the answer besides its message. */
  public Map<String, Object> details() {
    return details;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
