package dev.flocker.cli.template;

/** What went into the text that is being rendered, over the templates of all hosts. */
final class Trace {

  boolean secret;
  boolean usedFacts;

  /** How many lists and mappings of variables it is within. */
  int levels;
}
