package dev.keyshelf.documents;

/** The version of the rendering, which each kept document names. */
public final class Rendering {
  /** Rises whenever the same invoice would become other bytes. */
  public static final int VERSION = 1;

  private Rendering() {}
}
