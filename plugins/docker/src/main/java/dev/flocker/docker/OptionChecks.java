package dev.flocker.docker;

import dev.flocker.api.schema.Key;
import dev.flocker.api.schema.Values;
import dev.flocker.docker.option.Network;
import dev.flocker.docker.option.Options;
import java.util.List;
import java.util.Map;

/** What can be wrong with a container's options, alone or together. */
final class OptionChecks {

  /** What Docker itself refuses to go below. */
  private static final long LEAST_MEMORY = 6L << 20;

  private final Container spec;
  private final Values options;
  private final Report report;

  /** Takes a problem of the container: with which key, why, and what to do. */
  interface Report {
    void problem(String key, String why, String remedy);
  }

  OptionChecks(Container spec, Report report) {
    this.spec = spec;
    this.options = spec.options();
    this.report = report;
  }

  void run() {
    sizes();
    labels();
    platform();
    network();
    paths();
    hosts();
  }

  private void sizes() {
    long memory = options.get(Options.MEMORY.key()).map(m -> m.bytes()).orElse(Long.MAX_VALUE);
    if (memory < LEAST_MEMORY) {
      report.problem("memory", "Docker gives no less than 6M", "use 6M or more");
    }
    if (spec.stopTimeout().toMillisPart() != 0) {
      report.problem("stop_timeout", "Docker counts whole seconds", "use s, m or h");
    }
    options
        .get(Options.MEMORY_SWAP.key())
        .ifPresent(
            swap -> {
              boolean alone = memory == Long.MAX_VALUE && swap.bytes() > 0;
              if (alone || (swap.bytes() >= 0 && swap.bytes() < memory)) {
                report.problem(
                    "memory_swap",
                    alone ? "is there without memory" : "is less than memory, which it contains",
                    "say memory, and at least as much memory_swap");
              }
            });
  }

  private void labels() {
    for (String name : options.get(Options.LABELS.key()).orElse(Map.of()).keySet()) {
      if (name.startsWith("flocker.")) {
        report.problem("labels", "\"" + name + "\" is one of flocker's own", "use another name");
      } else if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
        report.problem("labels", "\"" + name + "\" is no name of a label", "use no blanks");
      }
    }
  }

  private void platform() {
    if (spec.build().isPresent() && options.get(Options.PLATFORM.key()).isPresent()) {
      report.problem(
          "platform",
          "is for an image that is pulled, and this one is built",
          "remove it; an image is built for the node that builds it");
    }
  }

  private void network() {
    Network network = options.get(Options.NETWORK.key()).orElse(Network.BRIDGE);
    if (network.equals(Network.BRIDGE) || network.container().isPresent()) {
      return;
    }
    if (!spec.ports().isEmpty()) {
      report.problem(
          "ports",
          network.equals(Network.HOST)
              ? "cannot lead to a container that has its node's network: it listens there itself"
              : "cannot lead to a container that has no network",
          "remove \"ports\", or \"network\"");
    }
    boolean asked =
        spec.health().filter(h -> h.tcp().isPresent() || h.http().isPresent()).isPresent();
    if (network.equals(Network.NONE) && asked) {
      report.problem("health", "asks for a port of a container without a network", "use command");
    }
    if (network.equals(Network.HOST) && options.get(Options.HOSTNAME.key()).isPresent()) {
      report.problem("hostname", "is its node's with that node's network", "remove \"hostname\"");
    }
  }

  private void paths() {
    absolute("tmpfs", options.get(Options.TMPFS.key()).orElse(List.of()));
    absolute("devices", options.get(Options.DEVICES.key()).orElse(List.of()));
  }

  private void absolute(String key, List<String> paths) {
    for (String path : paths) {
      if (!path.startsWith("/")) {
        report.problem(key, "\"" + path + "\" is no absolute path", "begin it with /");
      }
    }
  }

  private void hosts() {
    Key<List<String>> key = Options.EXTRA_HOSTS.key();
    for (String host : options.get(key).orElse(List.of())) {
      if (!host.matches("[A-Za-z0-9_.-]+[:=].+")) {
        report.problem(
            key.name(), "\"" + host + "\" is no host with its address", "write NAME:ADDRESS");
      }
    }
  }
}
