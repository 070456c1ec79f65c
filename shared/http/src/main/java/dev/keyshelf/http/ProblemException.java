package dev.keyshelf.http;

/** Ends a request with a problem. Parsers of requests throw it, and the edge answers it. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Creates an exception that ends the request with this problem. */
  public ProblemException(Problem problem) {
    super(problem.code().toString(), null, false, false);
    this.problem = problem;
  }

  /** Returns the problem to answer. */
  public Problem problem() {
    return problem;
  }
}
