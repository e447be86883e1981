package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.schema.Schema;
import dev.flocker.docker.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a playbook says of a container and Docker knows nothing of, kept on its node for who has no
 * playbook at hand. In files named by the container's ID, as Docker's labels never change.
 *
 * @param folder where they are
 */
record Kept<R extends Record>(String folder, Schema<R> schema) {

  /** How to tell whether it is well. */
  static final Kept<HealthCheck> HEALTH = new Kept<>("health", Schema.of(HealthCheck.class));

  /** What to run in it, and when. */
  static final Kept<Hooks> HOOKS = new Kept<>("hooks", Schema.of(Hooks.class));

  /** All that is said of one. */
  static void keep(String id, ContainerState want, Host host) {
    HEALTH.keep(id, want.health(), host);
    HOOKS.keep(id, want.hooks(), host);
  }

  static void forgetAll(String id, Host host) {
    HEALTH.forget(id, host);
    HOOKS.forget(id, host);
    HookRuns.forget(id, host);
  }

  void keep(String id, Optional<R> said, Host host) {
    said.ifPresentOrElse(
        s -> host.write(file(id, host), new Json(schema.encode(s)).print(), 0600),
        () -> forget(id, host));
  }

  /**
   * @return empty if nothing is said, or what is there cannot be read
   */
  Optional<R> of(String id, Host host) {
    try {
      return host.read(file(id, host)).map(text -> schema.decode(Json.parse(text).value()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The IDs of those that it is kept of. */
  List<String> ids(Host host) {
    return host.list(host.home().resolve(folder));
  }

  private void forget(String id, Host host) {
    host.delete(file(id, host));
  }

  /** What is kept of containers that somebody removed. */
  static void sweep(Host host) {
    List<String> kept = new ArrayList<>(HEALTH.ids(host));
    kept.addAll(HOOKS.ids(host));
    if (!kept.isEmpty()) {
      List<String> there = host.run(Command.of(DockerCommands.ids())).output().lines().toList();
      kept.stream().filter(id -> !there.contains(id)).forEach(id -> forgetAll(id, host));
    }
  }

  private Path file(String id, Host host) {
    return host.home().resolve(folder).resolve(id);
  }
}
