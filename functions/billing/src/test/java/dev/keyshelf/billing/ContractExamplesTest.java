package dev.keyshelf.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.testkit.Events;
import dev.keyshelf.testkit.handler.HandlerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Compares the CSV examples of {@code docs/openapi.yaml} with what is served. */
class ContractExamplesTest {
  private static final Path CONTRACT =
      Path.of(System.getProperty("keyshelf.root"), "docs", "openapi.yaml");

  @RegisterExtension private final HandlerFixture fixture = new HandlerFixture();

  private void hasTheColumnsOf(
      String event,
      Function<Wiring, RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> handler)
      throws IOException {
    fixture.partnerIs(false);
    var reply =
        fixture.send(
            handler, Events.of(event).from("GlobalAdmin").withHeader("accept", "text/csv"));
    var columns = reply.text().substring(1, reply.text().indexOf("\r\n"));
    // A backslash at the end of a line continues the text.
    var contract = Files.readString(CONTRACT).replaceAll("\\\\\n *", "");

    assertThat(contract).contains("\"\\uFEFF" + columns + "\\r\\n");
    var row = contract.split("uFEFF" + columns + "\\\\r\\\\n")[1].split("\\\\r\\\\n")[0];
    assertThat(row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .hasSameSizeAs(columns.split(",", -1));
  }

  @Test
  void theInvoicesExampleHasTheServedColumns() throws IOException {
    hasTheColumnsOf("read-invoices", ReadInvoicesHandler::new);
  }

  @Test
  void theRebillingsExampleHasTheServedColumns() throws IOException {
    hasTheColumnsOf("read-resale", ReadResaleHandler::new);
  }

  @Test
  void theStatementsExampleHasTheServedColumns() throws IOException {
    hasTheColumnsOf("read-balance", ReadBalanceHandler::new);
  }
}
