package dev.keyshelf.local.gateway;

/** The authorizers of an API. Each route names the one that checks its callers' tokens. */
@FunctionalInterface
public interface Authorizers {
  /** Returns the authorizer with this name, which a route of the template has. */
  Authorizer named(String name);
}
