package dev.keyshelf.local.commands;

import dev.keyshelf.local.release.Release;
import picocli.CommandLine.IVersionProvider;

/** Tells picocli the version of this release. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"keyshelf " + Release.version()};
  }
}
