package dev.keyshelf.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyshelf.aws.Wiring;
import dev.keyshelf.domain.download.DownloadId;
import dev.keyshelf.domain.download.LinkToken;
import dev.keyshelf.domain.identity.CustomerId;
import dev.keyshelf.domain.identity.EntitlementId;
import dev.keyshelf.domain.identity.OrderId;
import dev.keyshelf.embedded.Template;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.Route;
import dev.keyshelf.embedded.Template.Via;
import dev.keyshelf.local.machine.Settings;
import dev.keyshelf.local.packaging.RawTemplate;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks that the functions of template.yaml match the code and the sample events. */
final class TemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Settings.defaultTemplate();
  private static final Path EVENTS = FILE.resolveSibling("events");
  private static final Template TEMPLATE = Template.read(FILE);
  private static final RawTemplate WRITTEN = RawTemplate.read(FILE);

  /** Functions that operators invoke with AWS credentials. */
  private static final Set<String> FOR_OPERATORS =
      Set.of(
          "DecideSupportRequest", "ShowSupportRequests", "ChangeStock", "ShowStock", "ListPayouts");

  /** The functions that check new versions, and tokens where a stack lets one do so. */
  private static final Set<String> ASKED = Set.of("CheckVersion", "AuthorizeToken");

  @BeforeAll
  static void showFunctionsByTheirName() {
    Assertions.registerFormatterForType(FunctionDeclaration.class, FunctionDeclaration::name);
  }

  private static String eventOf(FunctionDeclaration function) {
    return function.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT)
        + ".json";
  }

  private static JsonNode event(FunctionDeclaration function) {
    try {
      return JSON.readTree(EVENTS.resolve(eventOf(function)).toFile());
    } catch (IOException e) {
      throw new AssertionError("the event of " + function.name() + " cannot be read", e);
    }
  }

  private static List<FunctionDeclaration> httpFunctions() {
    return TEMPLATE.functions().stream().filter(each -> !each.routes().isEmpty()).toList();
  }

  private static String keyOf(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void invokesEachFunctionExceptThoseForOperators() {
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> !FOR_OPERATORS.contains(function.name()))
        .filteredOn(function -> !ASKED.contains(function.name()))
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(
                        function.routes().size()
                            + function.schedules().size()
                            + function.objectsCreated().size()
                            + streamsOf(function)
                            + queuesOf(function))
                    .as(function.name())
                    .isPositive());
  }

  private static long streamsOf(FunctionDeclaration function) {
    return TEMPLATE.streams().stream()
        .filter(mapping -> mapping.function().equals(function.name()))
        .count();
  }

  private static long queuesOf(FunctionDeclaration function) {
    return TEMPLATE.consumers().stream()
        .filter(mapping -> mapping.function().equals(function.name()))
        .count();
  }

  @Test
  void invokesNoFunctionForOperators() {
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> FOR_OPERATORS.contains(function.name()))
        .hasSize(FOR_OPERATORS.size())
        .allSatisfy(
            function ->
                assertThat(WRITTEN.properties(function.logicalId()).has("Events")).isFalse());
  }

  @Test
  void namesHandlersThatLambdaAndTheOneMachineCloudCanConstruct() {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function -> {
              Class<?> handler = Class.forName(function.handler());
              assertThat(handler).isPublic().isFinal();
              assertThat(
                      RequestHandler.class.isAssignableFrom(handler)
                          || RequestStreamHandler.class.isAssignableFrom(handler))
                  .as("%s implements a handler interface of Lambda", handler)
                  .isTrue();
              assertThat(Modifier.isPublic(handler.getConstructor().getModifiers())).isTrue();
              assertThat(Modifier.isPublic(handler.getConstructor(Wiring.class).getModifiers()))
                  .isTrue();
            });
  }

  @Test
  void takesEachFunctionFromTheZipOfItsOwnModule() {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function -> {
              assertThat(function.codeUri()).matches("functions/[a-z]+/target/function\\.zip");
              Path module = FILE.resolveSibling(function.codeUri().split("/target/", 2)[0]);
              assertThat(
                      module
                          .resolve("src/main/java")
                          .resolve(function.handler().replace('.', '/') + ".java"))
                  .isRegularFile();
            });
  }

  @Test
  void hasOneSampleEventForEachFunctionAndNoOther() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              TEMPLATE.functions().stream().map(TemplateTest::eventOf).toList());
    }
  }

  @Test
  void routesEachHttpEventToItsFunctionsFirstRoute() {
    assertThat(httpFunctions())
        .allSatisfy(
            function -> {
              Route route = function.routes().getFirst();
              JsonNode event = event(function);
              String path = route.path();
              for (var variable : event.path("pathParameters").properties()) {
                String value = variable.getValue().asText();
                path = path.replace("{" + variable.getKey() + "}", value);
                path = path.replace("{" + variable.getKey() + "+}", value);
              }
              assertThat(event.path("version").asText()).isEqualTo("2.0");
              assertThat(event.path("routeKey").asText()).isEqualTo(keyOf(route));
              assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo(keyOf(route));
              assertThat(event.at("/requestContext/http/method").asText())
                  .isEqualTo(route.method());
              assertThat(event.path("rawPath").asText()).isEqualTo(path);
              assertThat(event.at("/requestContext/http/path").asText()).isEqualTo(path);
              JsonNode claims = event.at("/requestContext/authorizer/jwt/claims");
              assertThat(claims.path("partner_id").isTextual())
                  .isEqualTo("PartnerToken".equals(route.authorizer()));
              assertThat(claims.path("roles").asText().contains("Operator"))
                  .isEqualTo("OperatorToken".equals(route.authorizer()));
            });
  }

  @Test
  void theRoutesOfOperatorsAndNoOthersTakeTheirTokens() {
    assertThat(httpFunctions().stream().flatMap(function -> function.routes().stream()))
        .filteredOn(Route::authorized)
        .allSatisfy(
            route ->
                assertThat(route.authorizer())
                    .as(keyOf(route))
                    .isEqualTo(
                        route.path().startsWith("/v1/operator/")
                            ? "OperatorToken"
                            : "PartnerToken"));
    assertThat(TEMPLATE.audiences())
        .isEqualTo(Map.of("PartnerToken", "keyshelf", "OperatorToken", "keyshelf-operator"));
  }

  private static List<FunctionDeclaration> hearing(Via via) {
    return TEMPLATE.functions().stream()
        .filter(each -> each.objectsCreated().stream().anyMatch(heard -> heard.via() == via))
        .toList();
  }

  @Test
  void sampleEventsOfImportersMatchTheirNotifications() {
    assertThat(hearing(Via.NOTIFICATION))
        .isNotEmpty()
        .allSatisfy(
            function -> {
              String key =
                  URLDecoder.decode(
                      event(function).at("/Records/0/s3/object/key").asText(),
                      StandardCharsets.UTF_8);
              ObjectCreated heard = function.objectsCreated().getFirst();
              assertThat(key).startsWith(heard.prefix()).endsWith(heard.suffix());
              Path samples = FILE.resolveSibling("samples");
              // New stores have no invoice to pay, and numbers that are set can never be changed.
              // So these samples are not among those to import.
              String place =
                  key.replaceFirst("^imports/payments/", "payments/")
                      .replaceFirst("^imports/house/", "house/imports/house/");
              assertThat(samples.resolve(place)).isRegularFile();
            });
  }

  @Test
  void objectsSentByEventBridgeNotifyNoImporter() {
    assertThat(hearing(Via.EVENT_BRIDGE))
        .isNotEmpty()
        .allSatisfy(
            function -> {
              String key = event(function).at("/detail/object/key").asText();
              assertThat(key).startsWith(function.objectsCreated().getFirst().prefix());
              assertThat(hearing(Via.NOTIFICATION))
                  .flatExtracting(FunctionDeclaration::objectsCreated)
                  .noneMatch(heard -> isHeard(heard, key));
            });
    assertThat(
            WRITTEN
                .properties("Bucket")
                .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                .asBoolean())
        .isTrue();
  }

  private static boolean isHeard(ObjectCreated heard, String key) {
    return key.startsWith(heard.prefix()) && key.endsWith(heard.suffix());
  }

  /** S3 refuses a stack with overlapping filters: one object may match only one notification. */
  @Test
  void notifiesOfEachObjectOnlyOnce() {
    List<ObjectCreated> filters =
        hearing(Via.NOTIFICATION).stream()
            .flatMap(function -> function.objectsCreated().stream())
            .toList();
    assertThat(filters).doesNotHaveDuplicates();
    for (ObjectCreated one : filters) {
      assertThat(filters)
          .filteredOn(other -> !other.equals(one))
          .noneMatch(
              other ->
                  one.prefix().startsWith(other.prefix()) && one.suffix().endsWith(other.suffix()));
    }
  }

  @Test
  void sampleEventsOfSchedulesHaveATime() {
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> !function.schedules().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              assertThat(event(function).path("source").asText()).isEqualTo("aws.events");
              assertThat(event(function).path("time").asText()).endsWith("Z");
            });
  }

  @Test
  void sampleEventsUseTheSameIds() {
    Map<String, String> told = new HashMap<>();
    for (FunctionDeclaration function : httpFunctions()) {
      for (var variable : event(function).path("pathParameters").properties()) {
        String value = variable.getValue().asText();
        assertThat(told.merge(variable.getKey(), value, (first, _) -> first))
            .as("%s of %s", variable.getKey(), function.name())
            .isEqualTo(value);
      }
    }
    Function<String, String> story = name -> told.getOrDefault(name, "");
    assertThat(CustomerId.parse(story.apply("customerId"))).isPresent();
    assertThat(OrderId.parse(story.apply("orderId"))).isPresent();
    assertThat(EntitlementId.parse(story.apply("entitlementId")).map(EntitlementId::order))
        .isEqualTo(OrderId.parse(story.apply("orderId")));
    assertThat(LinkToken.parse(story.apply("token"))).isPresent();
    assertThat(DownloadId.parse(story.apply("download"))).isPresent();
  }

  @Test
  void onlyLinksAndPublicKeysNeedNoToken() {
    assertThat(
            httpFunctions().stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> !route.authorized())
                .map(TemplateTest::keyOf))
        .containsExactlyInAnyOrder(
            "GET /d/{token}",
            "HEAD /d/{token}",
            "POST /d/{token}",
            "GET /d/{token}/{download}",
            "HEAD /d/{token}/{download}",
            "GET /d/{link+}",
            "HEAD /d/{link+}",
            "GET /.well-known/webhook-keys/{partnerId}/{webhookId}");
  }

  @Test
  void allowsNoFunctionAWildcard() {
    assertThat(TEMPLATE.functions())
        .allSatisfy(
            function -> {
              String id = function.logicalId();
              assertThat(WRITTEN.properties(id).path("Policies"))
                  .isNotEmpty()
                  .allSatisfy(policy -> assertThat(policy.path("Statement")).isNotEmpty());
              assertThat(WRITTEN.statements(id))
                  .allSatisfy(
                      statement -> {
                        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
                        assertThat(statement.has("NotAction") || statement.has("NotResource"))
                            .isFalse();
                        assertThat(RawTemplate.listOf(statement.path("Action")))
                            .isNotEmpty()
                            .allSatisfy(
                                action ->
                                    assertThat(action.asText()).matches("[a-z0-9]+:[A-Za-z]+"));
                        assertThat(RawTemplate.listOf(statement.path("Resource")))
                            .isNotEmpty()
                            .allSatisfy(
                                resource ->
                                    assertThat(resource.toString()).doesNotMatch("\"\\*+\""));
                      });
            });
  }

  @Test
  void asynchronousFunctionsHaveADeadLetterQueue() {
    assertThat(TEMPLATE.functions())
        .filteredOn(each -> !each.schedules().isEmpty() || !each.objectsCreated().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            function ->
                assertThat(
                        WRITTEN.reachedFrom(
                            WRITTEN.properties(function.logicalId()).path("DeadLetterQueue")))
                    .isNotEmpty()
                    .isSubsetOf(WRITTEN.ofType("AWS::SQS::Queue").keySet()));
  }

  @Test
  void httpFunctionsTimeOutBeforeTheGatewayDoes() {
    assertThat(httpFunctions())
        .allSatisfy(function -> assertThat(function.timeout()).isLessThan(Duration.ofSeconds(30)));
  }

  /** The bucket depends on the functions that it notifies, so naming it there makes a cycle. */
  @Test
  void noFunctionNamesTheBucketThatNotifiesIt() {
    assertThat(TEMPLATE.functions())
        .filteredOn(function -> !function.objectsCreated().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            function -> {
              ObjectNode properties = WRITTEN.properties(function.logicalId()).deepCopy();
              properties.remove("Events");
              assertThat(WRITTEN.reachedFrom(properties))
                  .doesNotContainAnyElementsOf(WRITTEN.ofType("AWS::S3::Bucket").keySet());
            });
    assertThat(WRITTEN.reachedFrom(WRITTEN.root().path("Globals")))
        .contains("Table")
        .doesNotContainAnyElementsOf(WRITTEN.ofType("AWS::S3::Bucket").keySet());
  }
}
