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
 * Puts Lambda's serializer around a handler object, chosen by the handler's own types as the
 * runtime interface client chooses it: an event type of aws-lambda-java-events gets the serializer
 * that knows its quirks, any other type plain Jackson.
 */
final class Handlers {
  private Handlers() {}

  /** A handler seen from outside: the event's bytes in, the answer's bytes out. */
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
   * The event's and the answer's type, as the handler or a class above it says them; the methods
   * cannot be asked, for the compiler's bridges take and return plain objects.
   */
  private static Type[] typesOf(Class<?> type, Map<Type, Type> known) {
    for (var above : type.getGenericInterfaces()) {
      if (above instanceof ParameterizedType bound && bound.getRawType() == RequestHandler.class) {
        var types = bound.getActualTypeArguments();
        types[0] = known.getOrDefault(types[0], types[0]);
        types[1] = known.getOrDefault(types[1], types[1]);
        if (types[0] instanceof TypeVariable || types[1] instanceof TypeVariable) {
          throw new IllegalArgumentException(type.getName() + " does not say its types");
        }
        return types;
      }
    }
    var above = type.getGenericSuperclass();
    if (above == null || above == Object.class) {
      throw new IllegalArgumentException(
          type.getName() + " names RequestHandler only behind another interface");
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

  @SuppressWarnings("unchecked") // one serializer per handler type, used only with that type
  private static PojoSerializer<Object> serializerFor(Type type) {
    if (type instanceof Class<?> event
        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(event, Handlers.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
