package dev.keyshelf.bench.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Commits one transaction of four conditional puts with the bare SDK. */
public final class BareTransactionHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final int PUTS = 4;

  private final DynamoDbClient dynamo;
  private final String table;

  /** For Lambda. */
  public BareTransactionHandler() {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    this.table = System.getenv("KEYSHELF_TABLE");
    this.dynamo =
        DynamoDbClient.builder()
            .region(Region.of(System.getenv("AWS_REGION")))
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    dynamo.transactWriteItems(write -> write.transactItems(puts()));
    return APIGatewayV2HTTPResponse.builder().withStatusCode(201).withBody("{}").build();
  }

  private List<TransactWriteItem> puts() {
    var id = UUID.randomUUID().toString();
    return IntStream.range(0, PUTS)
        .mapToObj(number -> put("BARE#" + id, String.valueOf(number)))
        .toList();
  }

  private TransactWriteItem put(String partition, String sort) {
    return TransactWriteItem.builder()
        .put(
            put ->
                put.tableName(table)
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS(partition),
                            "sk", AttributeValue.fromS(sort),
                            "text", AttributeValue.fromS("An item as small as an item can be.")))
                    .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }
}
