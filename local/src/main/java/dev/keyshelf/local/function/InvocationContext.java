package dev.keyshelf.local.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.keyshelf.embedded.Template.FunctionDeclaration;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The context of an invocation, as Lambda passes it to a handler. The remaining time counts down
 * from the template's timeout. An invocation that reaches zero is not stopped, because a Java
 * thread cannot be killed as Lambda kills a sandbox.
 */
final class InvocationContext implements Context {
  private final FunctionDeclaration function;
  private final String region;
  private final Duration time;
  private final String requestId = UUID.randomUUID().toString();
  private final long startedAt = System.nanoTime();

  InvocationContext(FunctionDeclaration function, String region, Duration most) {
    this.function = function;
    this.region = region;
    this.time = function.timeout().compareTo(most) < 0 ? function.timeout() : most;
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "one-machine";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:%s:000000000000:function:%s".formatted(region, function.name());
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    var spent = Duration.ofNanos(System.nanoTime() - startedAt);
    return (int) Math.max(0, time.minus(spent).toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return StandardErrorLogger.INSTANCE;
  }

  /** Logs to standard error, since standard output is reserved for the command. */
  private enum StandardErrorLogger implements LambdaLogger {
    INSTANCE;

    @Override
    public void log(String message) {
      System.err.println(message.stripTrailing());
    }

    @Override
    public void log(byte[] message) {
      System.err.writeBytes(message);
      System.err.println();
    }
  }
}
