package dev.keyshelf.http;

/** What a handler comes to: an answer, or a problem that says why there is none. */
public sealed interface Reply permits Answer, Problem {}
