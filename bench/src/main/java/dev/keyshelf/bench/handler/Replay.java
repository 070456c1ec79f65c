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
 * A store that gives the same answers again and again, at once and without a network: every HTTP
 * connection that the SDK's client opens from now on in this process. It is asked by one thread.
 */
final class Replay {
  /** Where the SDK says what it asks for. */
  static final String TARGET = "X-Amz-Target";

  private final List<Answer> answers;
  private int next;
  private boolean strayed;

  /** Gives these answers, in this order, from the first again after the last. */
  Replay(List<Answer> answers) {
    this.answers = List.copyOf(answers);
  }

  /** Has these answers given to whoever opens an HTTP connection; once a process. */
  static Replay begin(List<Answer> answers) {
    var replay = new Replay(answers);
    URL.setURLStreamHandlerFactory(
        protocol -> protocol.equals("http") ? replay.connections() : null);
    return replay;
  }

  /** Fails unless each was asked for in its turn, and the last was asked for last. */
  void requireAtItsEnd() {
    if (strayed || next != 0) {
      throw new IllegalStateException("not every call asked for the same as the first");
    }
  }

  /** Gives what opens connections whose requests go nowhere. */
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
          "asked for %s where it asked for %s before".formatted(target, answer.target()));
    }
    return answer;
  }

  /** A connection whose request goes nowhere. */
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
