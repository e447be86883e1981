package dev.flocker.cli.run;

import dev.flocker.cli.plan.Sight;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of what a person wants, which nodes note.
 *
 * @param by who that is
 */
record ByPerson(Invocations invoke, String by) {

  /** Stops it, for good. */
  Call stop(Sight have) {
    return invoke.call(have, Operation.STOP, Map.of("have", invoke.state(have), "by", by));
  }

  Call resume(Sight have) {
    return invoke.call(have, Operation.RESUME, wanting(have));
  }

  /** Starts what is meant to end, and may be done. */
  Call rerun(Sight have) {
    return invoke.call(have, Operation.RERUN, wanting(have));
  }

  /** Its supervisor may have started it. */
  Call awaitHealthy(Sight have) {
    return awaitHealthy(have, Optional.empty());
  }

  /**
   * The same once it was started again.
   *
   * @param last when it was started before that
   */
  Call awaitHealthy(Sight have, Optional<String> last) {
    Map<String, Object> arguments = wanting(have);
    last.ifPresent(start -> arguments.put("after", start));
    return invoke.call(have, Operation.AWAIT_HEALTHY, arguments);
  }

  private Map<String, Object> wanting(Sight have) {
    return new LinkedHashMap<>(Map.of("want", invoke.state(have), "by", by));
  }
}
