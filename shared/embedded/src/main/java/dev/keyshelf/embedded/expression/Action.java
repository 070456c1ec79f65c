package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.expression.Node.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An action of an update expression: what to do at a path, and with which operand. */
record Action(Section section, Path path, @Nullable Node operand) {
  /** The sections of an update expression. */
  enum Section {
    SET,
    REMOVE,
    ADD,
    DELETE
  }

  /** Returns the path, and the operand if there is one. */
  Stream<Node> nodes() {
    return operand == null ? Stream.of(path) : Stream.of(path, operand);
  }
}
