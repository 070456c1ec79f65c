package dev.keyshelf.embedded.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.embedded.items.Attributes;
import dev.keyshelf.embedded.items.Refusal;
import dev.keyshelf.embedded.items.Value;
import dev.keyshelf.embedded.operations.Operations;
import dev.keyshelf.embedded.storage.StorageException;
import dev.keyshelf.embedded.transactions.Items.Cancelled;
import dev.keyshelf.embedded.transactions.Items.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON protocol: a target and a body in, a status and a body out.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0
 *     protocol</a>
 */
public final class Exchange {
  private static final Logger LOG = System.getLogger(Exchange.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int SERVER_ERROR = 500;

  /** The largest body of a request, in bytes. */
  static final int LARGEST_BODY = 16 * 1024 * 1024;

  private static final String DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL = "com.amazon.coral.service#";

  private final Operations operations;
  private final Trouble trouble;

  public Exchange(Operations operations, Trouble trouble) {
    this.operations = operations;
    this.trouble = trouble;
  }

  /** The answer to a request. */
  static final class Answer {
    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }
  }

  /**
   * Answers a request.
   *
   * @param target the header {@code X-Amz-Target}
   * @throws LostAnswerException if {@link Trouble} decides that the answer is lost
   */
  Answer answer(String target, byte[] body) throws LostAnswerException {
    if (body.length > LARGEST_BODY) {
      return error(
          TOO_LARGE,
          CORAL + "RequestEntityTooLargeException",
          JSON.createObjectNode().put("message", "Request size exceeded 16 MB"));
    }
    var fate = trouble.next(target);
    if (fate == Trouble.Fate.THROTTLED) {
      return error(
          BAD_REQUEST,
          DYNAMODB + "ThrottlingException",
          JSON.createObjectNode()
              .put("message", "Rate of requests exceeds the allowed throughput."));
    }
    var answer = run(target, body);
    if (fate == Trouble.Fate.LOST) {
      throw new LostAnswerException();
    }
    return answer;
  }

  private Answer run(String target, byte[] body) {
    try {
      return new Answer(OK, bytes(operations.run(target, parse(body))));
    } catch (Refusal refusal) {
      return error(BAD_REQUEST, namespace(refusal.code()) + refusal.code(), details(refusal));
    } catch (Cancelled cancelled) {
      return error(BAD_REQUEST, DYNAMODB + "TransactionCanceledException", details(cancelled));
    } catch (StorageException failure) {
      LOG.log(Level.ERROR, failure.getMessage());
      return internalError();
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "a request of the table store failed: " + target, bug);
      return internalError();
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      var parsed = JSON.readTree(body);
      if (parsed != null && parsed.isObject()) {
        return parsed;
      }
    } catch (IOException _) {
      // The exception below reports this, as it does a body that is not an object.
    }
    throw Refusal.serialization("the body is not a JSON object");
  }

  private static String namespace(String code) {
    return switch (code) {
      case "ValidationException" -> CORAL;
      case "SerializationException", "UnknownOperationException" -> CORAL;
      default -> DYNAMODB;
    };
  }

  private static ObjectNode details(Refusal refusal) {
    var details = JSON.createObjectNode().put("message", refusal.getMessage());
    if (refusal.details().get("Item") instanceof Map<?, ?> item) {
      details.set("Item", Attributes.write(asItem(item)));
    }
    return details;
  }

  @SuppressWarnings("unchecked") // Actions add nothing but items.
  private static Map<String, Value> asItem(Map<?, ?> item) {
    return (Map<String, Value>) item;
  }

  private static ObjectNode details(Cancelled cancelled) {
    List<Reason> reasons = cancelled.reasons();
    String codes = reasons.stream().map(Reason::code).collect(Collectors.joining(", ", "[", "]"));
    var details =
        JSON.createObjectNode()
            .put(
                "Message",
                "Transaction cancelled, please refer cancellation reasons for specific reasons "
                    + codes);
    var list = details.putArray("CancellationReasons");
    for (Reason reason : reasons) {
      var json = list.addObject().put("Code", reason.code());
      if (!reason.message().isEmpty()) {
        json.put("Message", reason.message());
      }
      reason.item().ifPresent(item -> json.set("Item", Attributes.write(item)));
    }
    return details;
  }

  private static Answer internalError() {
    return error(
        SERVER_ERROR,
        DYNAMODB + "InternalServerError",
        JSON.createObjectNode().put("message", "The request could not be completed."));
  }

  private static Answer error(int status, String type, ObjectNode details) {
    var body = JSON.createObjectNode().put("__type", type);
    body.setAll(details);
    return new Answer(status, bytes(body));
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException failure) {
      throw new UncheckedIOException("an answer cannot be written", failure);
    }
  }
}
