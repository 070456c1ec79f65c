package dev.keyshelf.http;

/** The result of a handler: an answer, or the problem that explains why there is none. */
public sealed interface Reply permits Answer, Problem {}
