package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.schema.Schema;
import dev.flocker.docker.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to tell whether a container is well, as its playbook says it, kept on its node for who starts
 * it without one. In a file named by the container's ID, as Docker's labels never change.
 */
final class KeptHealth {

  private static final Schema<HealthCheck> SCHEMA = Schema.of(HealthCheck.class);

  private KeptHealth() {}

  static void keep(String id, Optional<HealthCheck> check, Host host) {
    check.ifPresentOrElse(
        c -> host.write(file(id, host), new Json(SCHEMA.encode(c)).print(), 0600),
        () -> forget(id, host));
  }

  /**
   * @return empty if it has none of its own, or what is there cannot be read
   */
  static Optional<HealthCheck> of(String id, Host host) {
    try {
      return host.read(file(id, host)).map(text -> SCHEMA.decode(Json.parse(text).value()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static void forget(String id, Host host) {
    host.delete(file(id, host));
  }

  /** Those of containers that somebody removed. */
  static void sweep(Host host) {
    List<String> kept = host.list(folder(host));
    if (!kept.isEmpty()) {
      List<String> there = host.run(Command.of(DockerCommands.ids())).output().lines().toList();
      kept.stream().filter(id -> !there.contains(id)).forEach(id -> forget(id, host));
    }
  }

  private static Path file(String id, Host host) {
    return folder(host).resolve(id);
  }

  private static Path folder(Host host) {
    return host.home().resolve("health");
  }
}
