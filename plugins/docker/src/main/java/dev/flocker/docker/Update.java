package dev.flocker.docker;

import dev.flocker.api.Rollout;
import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.Range;
import java.time.Duration;

/** How a container that is on several nodes is replaced there. */
record Update(
    @Doc("On how many nodes it is replaced at once.") @Default("1") @Range(min = 1, max = 1000)
        int parallel,
    @Doc("How long a run waits from when one is well to the next.") @Default("0s") Duration pause,
    @Doc(
            "What becomes of those that are replaced already when one does not get well: stop leaves"
                + " them, revert puts back what they replaced.")
        @Default("stop")
        OnFailure onFailure) {

  enum OnFailure {
    STOP,
    REVERT
  }

  Rollout rollout() {
    return new Rollout(parallel, pause, onFailure == OnFailure.REVERT);
  }
}
