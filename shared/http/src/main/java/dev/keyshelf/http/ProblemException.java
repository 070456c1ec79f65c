package dev.keyshelf.http;

/** Ends a request with a problem: thrown by the parsers of this room, answered at the edge. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends the request so. */
  public ProblemException(Problem problem) {
    super(problem.code().toString(), null, false, false);
    this.problem = problem;
  }

  /** Gives what to answer. */
  public Problem problem() {
    return problem;
  }
}
