package dev.keyshelf.bench.handler;

import dev.keyshelf.bench.handler.Answers.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A store that repeats recorded answers at once, without a network. It replaces every HTTP
 * connection that the SDK's client opens in this process from now on. One thread uses it.
 */
final class Replay {
  /** The SDK's header with the name of the operation. */
  static final String TARGET = "X-Amz-Target";

  private final List<Answer> answers;
  private int next;
  private boolean strayed;

  /** Creates a store that repeats these answers in order, and begins again after the last. */
  Replay(List<Answer> answers) {
    this.answers = List.copyOf(answers);
  }

  /** Answers every HTTP connection with these answers. It works once in a process. */
  static Replay begin(List<Answer> answers) {
    var replay = new Replay(answers);
    URL.setURLStreamHandlerFactory(
        protocol -> protocol.equals("http") ? replay.connections() : null);
    return replay;
  }

  /**
   * Fails unless all requests came in the recorded order, and the last one was the last answer's.
   */
  void requireAtItsEnd() {
    if (strayed || next != 0) {
      throw new IllegalStateException("a call sent other requests than the first call");
    }
  }

  /** Returns a handler that opens connections to this store. */
  URLStreamHandler connections() {
    return new URLStreamHandler() {
      @Override
      protected URLConnection openConnection(URL url) {
        return new Connection(url);
      }
    };
  }

  private Answer next(String target) {
    var answer = answers.get(next);
    next = (next + 1) % answers.size();
    if (!answer.target().equals(target)) {
      strayed = true;
      throw new IllegalStateException(
          "asked for %s, but the recorded request was %s".formatted(target, answer.target()));
    }
    return answer;
  }

  /** A connection that discards its request and returns the next answer. */
  private final class Connection extends HttpURLConnection {
    private Answer answer = new Answer("", -1, Map.of(), new byte[0]);

    Connection(URL url) {
      super(url);
    }

    @Override
    public void connect() {
      if (!connected) {
        answer = next(getRequestProperty(TARGET));
        connected = true;
      }
    }

    @Override
    public OutputStream getOutputStream() {
      connect();
      return OutputStream.nullOutputStream();
    }

    @Override
    public int getResponseCode() {
      connect();
      return answer.status();
    }

    @Override
    public String getResponseMessage() {
      return "OK";
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
      return Collections.unmodifiableMap(answer.headers());
    }

    @Override
    public void disconnect() {}

    @Override
    public boolean usingProxy() {
      return false;
    }
  }
}
