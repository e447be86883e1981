package dev.flocker.cli.logs;

import dev.flocker.cli.session.Launched;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Where a log is read.
 *
 * @param what it is the log of, for messages: {@code container web}
 * @param argv of the command that prints it, for whoever wants to try that
 * @param start starts it
 * @param piece see {@code Loggable.piece}
 * @param last how many lines are wanted at most; empty for any number, or if it is followed
 */
public record Source(
    String node,
    String what,
    List<String> argv,
    Supplier<Launched> start,
    int piece,
    OptionalInt last) {}
