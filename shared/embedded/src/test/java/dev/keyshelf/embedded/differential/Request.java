package dev.keyshelf.embedded.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request.
 *
 * @param operation its operation, such as {@code PutItem}
 * @param body its parameters
 * @param ordered whether the items found have a defined order; scans and indexes have none
 */
record Request(String operation, ObjectNode body, boolean ordered) {
  static Request of(String operation, ObjectNode body) {
    return new Request(operation, body, true);
  }

  boolean isSearch() {
    return operation.equals("Query") || operation.equals("Scan");
  }

  @Override
  public String toString() {
    return operation + " " + body;
  }
}
