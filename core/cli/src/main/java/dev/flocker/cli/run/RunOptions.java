package dev.flocker.cli.run;

import dev.flocker.cli.plan.Options;
import dev.flocker.cli.session.Errand;
import java.time.Duration;

/**
 * How a run is to be done.
 *
 * @param check only look and plan: nothing is written on any node
 * @param lockPatience how long to wait for another run to end
 * @param errand who runs this
 */
public record RunOptions(boolean check, Options options, Duration lockPatience, Errand errand) {}
