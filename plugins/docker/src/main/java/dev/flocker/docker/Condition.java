package dev.flocker.docker;

import dev.flocker.api.Fact;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Describable.Description;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.docker.option.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * How containers are right now: one command for all of them unless they were looked at just now,
 * one more that measures, and a look at each that has a check of its own, side by side.
 */
final class Condition {

  /** Who looks does not wait longer. */
  static final Duration ONE_LOOK = Duration.ofSeconds(5);

  private final Host host;

  Condition(Host host) {
    this.host = host;
  }

  List<Description> of(List<Observed<ContainerState>> seen, boolean measure) {
    return of(seen, inspect(seen), measure);
  }

  /**
   * @param now by name
   */
  List<Description> of(
      List<Observed<ContainerState>> seen, Map<String, Inspection> now, boolean measure) {
    Map<String, Load> loads = measure ? loads(now) : Map.of();
    try (ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Description>> all =
          seen.stream()
              .map(
                  o ->
                      CompletableFuture.supplyAsync(
                          () -> description(o, now.get(o.ref().name()), loads), looks))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
  }

  /** By name; one that went away meanwhile is left out. */
  private Map<String, Inspection> inspect(List<Observed<ContainerState>> seen) {
    List<String> names = seen.stream().map(o -> o.ref().name()).toList();
    Command command = Command.of(DockerCommands.inspect(names)).allowing(0, 1);
    Map<String, Inspection> found = new HashMap<>();
    Inspection.parse(host.run(command).output()).forEach(i -> found.put(i.name(), i));
    return found;
  }

  private Map<String, Load> loads(Map<String, Inspection> now) {
    List<String> up = now.values().stream().filter(i -> i.pid() != 0).map(Inspection::id).toList();
    return up.isEmpty()
        ? Map.of()
        : Load.parse(host.run(Command.of(DockerCommands.stats(up)).allowing(0, 1)).output());
  }

  private Description description(
      Observed<ContainerState> seen, @Nullable Inspection now, Map<String, Load> loads) {
    if (now == null) {
      return said(Grade.BAD, "is not under its name");
    }
    Description health = health(seen, now);
    Summary all = health.summary().and(Summary.of(facts(seen, now, loads)));
    return new Description(all, Map.of(), health.known());
  }

  private static Fact[] facts(
      Observed<ContainerState> seen, Inspection now, Map<String, Load> loads) {
    List<Fact> facts = new ArrayList<>();
    if (now.pid() != 0) {
      facts.add(Fact.time("started", now.startedAt()));
    } else if (now.wasStarted()) {
      facts.add(Fact.time("ended", now.finishedAt()));
    }
    if (!seen.state().restart().equals(RestartPolicy.NEVER)) {
      facts.add(Fact.count("restarts", now.restarts()));
    }
    Optional.ofNullable(loads.get(now.id())).ifPresent(load -> facts.addAll(facts(load, now)));
    return facts.toArray(Fact[]::new);
  }

  /** A kernel that does not count memory says that there is none in use. */
  private static List<Fact> facts(Load load, Inspection now) {
    Fact cpu = Fact.percent("cpu", load.cpu());
    Fact memory = Fact.bytes("memory", load.memory());
    if (load.memory() == 0) {
      return List.of(cpu);
    }
    return List.of(cpu, now.memoryLimit() > 0 ? memory.of(now.memoryLimit()) : memory);
  }

  private Description health(Observed<ContainerState> seen, Inspection now) {
    if (now.isDone()) {
      return said(Grade.OK, "done");
    }
    return switch (now.status()) {
      case "running" ->
          seen.state()
              .health()
              .filter(check -> !check.completed())
              .map(check -> health(seen, check, now))
              .orElseGet(() -> dockers(now.dockersHealth()));
      case "exited" ->
          said(
              Grade.BAD,
              "exited with " + now.exitCode() + (now.outOfMemory() ? ", out of memory" : ""));
      case "created" ->
          now.startError().isEmpty()
              ? said(Grade.BAD, "was never started")
              : said(Grade.BAD, "cannot be started: " + now.startError());
      case "restarting" -> said(Grade.BAD, "restarting, " + now.restarts() + " times");
      case "paused" -> said(Grade.ATTENTION, "paused");
      default -> said(Grade.BAD, now.status());
    };
  }

  /** By the playbook's own check, which nobody but flocker makes. */
  private Description health(Observed<ContainerState> seen, HealthCheck check, Inspection now) {
    try {
      Health health = new HealthProbe(seen.ref(), host).glance(check, ONE_LOOK, now);
      String why = health.detail().lines().findFirst().orElse("");
      boolean young = now.startedAt().plus(check.patience()).isAfter(Instant.now());
      return switch (health.status()) {
        case HEALTHY -> said(Grade.OK, "healthy");
        case STARTING ->
            young
                ? said(Grade.ATTENTION, "starting: " + why)
                : said(Grade.BAD, "unhealthy: " + why);
        case FAILED -> said(Grade.BAD, "unhealthy: " + why);
      };
    } catch (Failure e) {
      String why = "cannot be looked at: " + e.what() + " " + e.why();
      return Description.unknown(new Summary(Grade.ATTENTION, why, List.of()));
    }
  }

  private static Description dockers(String health) {
    return switch (health) {
      case "" -> said(Grade.OK, "running");
      case "healthy" -> said(Grade.OK, health);
      case "starting" -> said(Grade.ATTENTION, health);
      default -> said(Grade.BAD, health);
    };
  }

  private static Description said(Grade grade, String status) {
    return new Description(new Summary(grade, status, List.of()));
  }
}
