package dev.flocker.cli.run;

import dev.flocker.cli.plan.Options;
import java.time.Duration;

/**
 * How a run is to be done.
 *
 * @param check only look and plan: nothing is written on any node
 * @param lockPatience how long to wait for another run to end
 * @param holder who runs this, for others who find the lock held: {@code ann@laptop}
 */
public record RunOptions(boolean check, Options options, Duration lockPatience, String holder) {}
