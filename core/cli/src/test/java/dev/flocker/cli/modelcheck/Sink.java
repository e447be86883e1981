package dev.flocker.cli.modelcheck;

import java.util.function.Supplier;

/** Is given every state that may come next. */
@FunctionalInterface
interface Sink {
  void next(World world, Supplier<String> how);
}
