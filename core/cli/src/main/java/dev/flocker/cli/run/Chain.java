package dev.flocker.cli.run;

/** The steps of one transition: each needs the one before it. */
record Chain(Step prepare, Step release, Step establish, Step turn, Step prove, Step finish) {}
