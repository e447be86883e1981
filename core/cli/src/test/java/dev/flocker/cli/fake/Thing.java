package dev.flocker.cli.fake;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a node has of a resource.
 *
 * @param project empty if it is nobody's
 * @param copy of what holds data
 */
record Thing(String project, Map<String, Object> state, boolean running, Optional<Copy> copy) {

  Thing running(boolean now) {
    return new Thing(project, state, now, copy);
  }

  Thing of(String other) {
    return new Thing(other, state, running, copy);
  }

  /** With another record; what it holds, and whether it is open, stays. */
  Thing recorded(Copy next) {
    return new Thing(project, state, running, copy.map(c -> FakeCopies.recorded(c, next)));
  }

  Thing opened() {
    return new Thing(project, state, running, copy.map(FakeCopies::opened));
  }

  /** As a node tells of it. */
  Map<String, Object> plain(Ref ref) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("ref", ref.toString());
    if (!project.isEmpty()) {
      plain.put("project", project);
    }
    plain.put("state", state);
    plain.put("running", running);
    plain.put("version", toString());
    copy.ifPresent(c -> plain.put("copy", Schema.of(Copy.class).encode(c)));
    return plain;
  }
}
