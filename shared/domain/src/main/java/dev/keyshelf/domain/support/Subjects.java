package dev.keyshelf.domain.support;

import dev.keyshelf.domain.activity.Subject;

/** Makes the subjects of activity records about support requests. */
final class Subjects {
  private Subjects() {}

  static Subject of(SupportRequest request) {
    var customer = request.concern().customer().id();
    return request
        .concern()
        .order()
        .map(order -> Subject.of(customer, order))
        .orElseGet(() -> Subject.of(customer))
        .asked(request.id());
  }
}
