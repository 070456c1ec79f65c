package dev.keyshelf.embedded;

import dev.keyshelf.embedded.Template.ObjectCreated;
import dev.keyshelf.embedded.Template.Route;
import dev.keyshelf.embedded.Template.Schedule;
import dev.keyshelf.embedded.Template.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the events of a function: routes, schedules and rules on new objects. */
final class FunctionEvents {
  private static final Pattern EXPRESSION = Pattern.compile("(rate|cron|at)\\(.+\\)");

  private final Section document;

  FunctionEvents(Section document) {
    this.document = document;
  }

  /** The events that invoke one function. */
  record Heard(List<Route> routes, List<Schedule> schedules, List<ObjectCreated> objectsCreated) {}

  Heard of(Section events) {
    var heard = new Heard(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String name : events.keys()) {
      Section properties = events.at(name).at("Properties");
      switch (events.at(name).at("Type").text()) {
        case "HttpApi" -> heard.routes().add(route(properties));
        case "ScheduleV2" ->
            heard.schedules().add(schedule(name, properties, properties.at("ScheduleExpression")));
        case "Schedule" ->
            heard.schedules().add(schedule(name, properties, properties.at("Schedule")));
        case "EventBridgeRule" ->
            objectCreatedByRule(properties.at("Pattern")).ifPresent(heard.objectsCreated()::add);
        default -> {
          // Nothing on one machine sends events of the other types.
        }
      }
    }
    return heard;
  }

  private Route route(Section properties) {
    String authorizer = authorizer(properties).orElse(null);
    if (!properties.at("Path").isPresent() && !properties.at("Method").isPresent()) {
      return new Route("ANY", "$default", authorizer);
    }
    String method = properties.at("Method").text().toUpperCase(Locale.ROOT);
    String path = properties.at("Path").text();
    if (!path.startsWith("/") && !path.equals("$default")) {
      throw properties.at("Path").problem("is %s, but must start with a slash".formatted(path));
    }
    boolean any = method.equals("*") || method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD");
    return new Route(any ? "ANY" : method, path, authorizer);
  }

  private Optional<String> authorizer(Section event) {
    return event
        .at("Auth")
        .at("Authorizer")
        .optionalText()
        .or(() -> defaultAuthorizer(event.at("ApiId")))
        .filter(authorizer -> !authorizer.equals("NONE"));
  }

  private Optional<String> defaultAuthorizer(Section apiId) {
    Optional<String> own =
        apiId
            .optionalText()
            .filter(id -> !id.startsWith("ServerlessHttpApi"))
            .flatMap(id -> declaredDefault(httpApi(id, apiId).at("Properties")));
    return own.or(() -> declaredDefault(document.at("Globals").at("HttpApi")));
  }

  private Section httpApi(String id, Section apiId) {
    Section api = document.at("Resources").at(id);
    if (!api.isPresent() || !api.at("Type").text().equals("AWS::Serverless::HttpApi")) {
      throw apiId.problem("is %s, which is not an AWS::Serverless::HttpApi".formatted(id));
    }
    return api;
  }

  private static Optional<String> declaredDefault(Section api) {
    return api.at("Auth").at("DefaultAuthorizer").optionalText();
  }

  private static Schedule schedule(String name, Section properties, Section expression) {
    String text = expression.text();
    if (!EXPRESSION.matcher(text).matches()) {
      throw expression.problem("is %s, not rate(...), cron(...) or at(...)".formatted(text));
    }
    boolean enabled =
        properties.at("State").text("ENABLED").equals("ENABLED")
            && properties.at("Enabled").flag(true);
    return new Schedule(name, text, enabled);
  }

  /** Reads a rule of EventBridge. Only rules on the new objects of one bucket are supported. */
  private static Optional<ObjectCreated> objectCreatedByRule(Section pattern) {
    if (!holds(pattern.at("source"), "aws.s3")
        || !holds(pattern.at("detail-type"), "Object Created")) {
      return Optional.empty();
    }
    Section detail = pattern.at("detail");
    List<Section> keys = detail.at("object").at("key").elements();
    return Optional.of(
        new ObjectCreated(
            detail.at("bucket").at("name").elements().getFirst().text(),
            keys.isEmpty() ? "" : keys.getFirst().at("prefix").text(),
            "",
            Via.EVENT_BRIDGE));
  }

  private static boolean holds(Section texts, String wanted) {
    return texts.elements().stream().anyMatch(text -> text.text().equals(wanted));
  }
}
