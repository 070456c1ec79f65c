package dev.keyshelf.local.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a handler object in Lambda's serializers. They are chosen by the handler's types, as the
 * runtime interface client does: an event type of aws-lambda-java-events gets its own serializer,
 * any other type gets plain Jackson.
 */
final class Handlers {
  private Handlers() {}

  /** A handler that takes the event as bytes and returns the answer as bytes. */
  interface StreamInvocation {
    byte[] invoke(byte[] event, Context context) throws Exception;
  }

  static StreamInvocation around(Object handler) {
    return switch (handler) {
      case RequestStreamHandler streams ->
          (event, context) -> {
            var answer = new ByteArrayOutputStream();
            streams.handleRequest(new ByteArrayInputStream(event), answer, context);
            return answer.toByteArray();
          };
      case RequestHandler<?, ?> objects -> aroundObjects(objects);
      default ->
          throw new IllegalArgumentException(
              handler.getClass().getName() + " is neither RequestHandler nor RequestStreamHandler");
    };
  }

  private static StreamInvocation aroundObjects(RequestHandler<?, ?> handler) {
    var types = typesOf(handler.getClass(), Map.of());
    var input = serializerFor(types[0]);
    var output = types[1] == Void.class ? null : serializerFor(types[1]);
    @SuppressWarnings("unchecked") // the serializer above makes exactly the handler's own type
    RequestHandler<Object, @Nullable Object> typed =
        (RequestHandler<Object, @Nullable Object>) handler;
    return (event, context) -> {
      var answer = typed.handleRequest(input.fromJson(new ByteArrayInputStream(event)), context);
      if (output == null || answer == null) {
        return "null".getBytes(StandardCharsets.UTF_8);
      }
      var bytes = new ByteArrayOutputStream();
      output.toJson(answer, bytes);
      return bytes.toByteArray();
    };
  }

  /**
   * Returns the types of the event and the answer, as the handler's class or a superclass declares
   * them. The methods do not tell them: the compiler's bridge methods take and return Object.
   */
  private static Type[] typesOf(Class<?> type, Map<Type, Type> known) {
    for (var above : type.getGenericInterfaces()) {
      if (above instanceof ParameterizedType bound && bound.getRawType() == RequestHandler.class) {
        var types = bound.getActualTypeArguments();
        types[0] = known.getOrDefault(types[0], types[0]);
        types[1] = known.getOrDefault(types[1], types[1]);
        if (types[0] instanceof TypeVariable || types[1] instanceof TypeVariable) {
          throw new IllegalArgumentException(
              type.getName() + " does not declare the types of its event and answer");
        }
        return types;
      }
    }
    var above = type.getGenericSuperclass();
    if (above == null || above == Object.class) {
      throw new IllegalArgumentException(
          type.getName() + " implements RequestHandler only through another interface");
    }
    if (!(above instanceof ParameterizedType bound)) {
      return typesOf((Class<?>) above, Map.of());
    }
    Class<?> raw = (Class<?>) bound.getRawType();
    Map<Type, Type> bindings = new HashMap<>();
    for (int i = 0; i < raw.getTypeParameters().length; i++) {
      var argument = bound.getActualTypeArguments()[i];
      bindings.put(raw.getTypeParameters()[i], known.getOrDefault(argument, argument));
    }
    return typesOf(raw, bindings);
  }

  @SuppressWarnings("unchecked") // each serializer is used only with its own type
  private static PojoSerializer<Object> serializerFor(Type type) {
    if (type instanceof Class<?> event
        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(event, Handlers.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
