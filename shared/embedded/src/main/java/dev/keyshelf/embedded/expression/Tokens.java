package dev.keyshelf.embedded.expression;

import dev.keyshelf.embedded.items.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The tokens of an expression, read one after the other. */
final class Tokens {
  /** The types of tokens. */
  enum Type {
    /** A word that begins with a letter: a name, a function or a keyword. */
    WORD,
    /** A placeholder of a name, such as {@code #n}. */
    NAME_PLACEHOLDER,
    /** A placeholder of a value, such as {@code :v}. */
    VALUE_PLACEHOLDER,
    /** Digits. */
    NUMBER,
    /** Anything else: one character, or a comparison of two characters, such as {@code <=}. */
    SYMBOL,
    /** The end of the expression. */
    END
  }

  private record Token(Type type, int start, int end) {}

  private final Kind kind;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  Tokens(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
    int at = 0;
    int end = 0;
    while (at < text.length()) {
      if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      } else {
        tokens.add(tokenAt(at));
        at = end = tokens.getLast().end();
      }
    }
    tokens.add(new Token(Type.END, end, end));
  }

  private Token tokenAt(int start) {
    char first = text.charAt(start);
    if (isLetter(first)) {
      return new Token(Type.WORD, start, endOf(start + 1, Tokens::isWordPart));
    }
    if (isDigit(first)) {
      return new Token(Type.NUMBER, start, endOf(start + 1, Tokens::isDigit));
    }
    if (first == '#' || first == ':') {
      int end = endOf(start + 1, Tokens::isWordPart);
      if (end > start + 1) {
        return new Token(first == '#' ? Type.NAME_PLACEHOLDER : Type.VALUE_PLACEHOLDER, start, end);
      }
    }
    boolean isPair =
        text.startsWith("<=", start)
            || text.startsWith(">=", start)
            || text.startsWith("<>", start);
    return new Token(Type.SYMBOL, start, text.offsetByCodePoints(start, isPair ? 2 : 1));
  }

  private int endOf(int from, IntPredicate isPart) {
    int end = from;
    while (end < text.length() && isPart.test(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(int character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** Returns whether a character may be in a word or placeholder, after the first character. */
  static boolean isWordPart(int character) {
    return isLetter(character) || isDigit(character) || character == '_';
  }

  /** Returns how many tokens have been taken. */
  int position() {
    return position;
  }

  /** Returns whether the next token has a type. A keyword is not a word. */
  boolean nextIs(Type type) {
    return tokens.get(position).type() == type
        && !(type == Type.WORD && kind.isKeyword(text(position)));
  }

  /** Returns whether the next token is a symbol, or a keyword in either case. */
  boolean nextIs(String symbol) {
    return text(position).equalsIgnoreCase(symbol);
  }

  /** Returns whether the token after the next one is a symbol. */
  boolean secondIs(String symbol) {
    return position + 1 < tokens.size() && text(position + 1).equals(symbol);
  }

  /** Returns the text of the next token, which is empty at the end. */
  String peek() {
    return text(position);
  }

  /** Takes the next token and returns its text. */
  String take() {
    return text(position++);
  }

  /** Takes the next token if it is a certain symbol or keyword. Returns whether it was. */
  boolean takeIf(String symbol) {
    boolean is = nextIs(symbol);
    if (is) {
      position++;
    }
    return is;
  }

  /**
   * Takes a symbol or keyword.
   *
   * @throws Refusal if the next token is another one
   */
  void require(String symbol) {
    if (!takeIf(symbol)) {
      throw syntaxError();
    }
  }

  /** Returns the error for an expression in which the next token is not allowed. */
  Refusal syntaxError() {
    var token = tokens.get(position);
    int from = tokens.get(Math.max(position - 1, 0)).start();
    int to = tokens.get(Math.min(position + 1, tokens.size() - 1)).end();
    return kind.refuse(
        "Syntax error; token: \"%s\", near: \"%s\""
            .formatted(
                token.type() == Type.END ? "<EOF>" : text(position), text.substring(from, to)));
  }

  private String text(int at) {
    var token = tokens.get(at);
    return text.substring(token.start(), token.end());
  }
}
