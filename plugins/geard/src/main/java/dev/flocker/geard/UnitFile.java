package dev.flocker.geard;

import dev.flocker.api.value.AbsolutePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of a unit.
 *
 * <p>{@code docker start -a} is the service's process: it starts the container, or attaches to one
 * that runs, and passes its output on to the journal. It ends when the container does, also in a
 * {@code docker restart}; systemd then runs it again, and it attaches to what Docker started.
 * ExecStop is run even then, with no MAINPID, and must leave the container alone.
 *
 * <p>{@code Requires=docker.service} stops the container, with its own time to do so, before Docker
 * is stopped; {@code WantedBy=docker.service} brings it back with it.
 *
 * <p>{@code on-failure:N} is systemd's start limit: given up after N+1 starts within so many
 * seconds that a run of more than ten seconds starts the count anew, as with Docker. The others
 * have no limit, but {@link Starts pauses} that grow.
 *
 * @param project empty if the file is not flocker's
 * @param container the name; the unit knows the container by nothing else
 * @param ends whether it is meant to
 * @param links where {@link LinkScript}s are
 */
record UnitFile(
    String project,
    String container,
    Restart restart,
    Duration stopTimeout,
    List<AbsolutePath> mounts,
    boolean ends,
    Path links) {

  static final Path DIRECTORY = Path.of("/etc/systemd/system");

  /** Names the units that start with the node. */
  static final Path WANTED = DIRECTORY.resolve("multi-user.target.wants");

  /** What systemd needs beyond the container's own time, to stop the unit. */
  private static final long TEARDOWN_SECONDS = 30;

  /** More than the longest of {@link Starts pauses}, whatever is usual on the node. */
  private static final long START_SECONDS = 90;

  private static final String ENDS = "# It is meant to end.";

  private static final Pattern STOP = Pattern.compile("docker stop -t ([0-9]{1,9}) ");

  static UnitFile of(String project, String container, UnitState state, Path links) {
    return new UnitFile(
        project,
        container,
        state.restart(),
        state.stopTimeout(),
        state.mounts(),
        state.ends(),
        links);
  }

  static String name(String container) {
    return "ctr-" + container + ".service";
  }

  static Path path(String container) {
    return DIRECTORY.resolve(name(container));
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# flocker:" + project);
    lines.add("# Written by flocker; what is changed here is lost at its next run.");
    if (ends) {
      lines.add(ENDS);
    }
    lines.add("[Unit]");
    lines.add("Description=Container " + container);
    lines.add("Requires=docker.service");
    lines.add("After=docker.service zfs.target zfs-mount.service zfs-fuse.service");
    for (AbsolutePath mount : mounts) {
      Path dataset = Path.of(mount.text()).resolveSibling("");
      lines.add("RequiresMountsFor=" + dataset);
      lines.add("AssertPathIsMountPoint=" + dataset);
      lines.add("AssertPathIsDirectory=" + mount);
    }
    lines.addAll(startLimit());
    lines.add("");
    lines.add("[Service]");
    lines.add("ExecStartPre=-" + shell(pause() + link("find")));
    lines.add("ExecStart=docker start -a " + container);
    lines.add("ExecStartPost=-" + shell(link("start")));
    lines.add(
        "ExecStop=/bin/sh -c 'test -z \"$$MAINPID\" || exec docker stop -t %d %s'"
            .formatted(stopTimeout.toSeconds(), container));
    lines.add("TimeoutStartSec=" + START_SECONDS);
    lines.add("TimeoutStopSec=" + (stopTimeout.toSeconds() + TEARDOWN_SECONDS));
    lines.addAll(restarts());
    lines.add("");
    lines.add("[Install]");
    lines.add("WantedBy=multi-user.target docker.service");
    return String.join("\n", lines) + "\n";
  }

  private String pause() {
    return restart.isEndless() ? Starts.pause(container) + "; " : "";
  }

  private String link(String verb) {
    Path script = links.resolve(container);
    return "test ! -e %s || exec /bin/sh %s %s".formatted(script, script, verb);
  }

  /** To systemd, $ and % mean something of its own. */
  private static String shell(String script) {
    return "/bin/sh -c '" + script.replace("$", "$$").replace("%", "%%") + "'";
  }

  private List<String> startLimit() {
    int starts = restart.retries() + 1;
    return restart.retries() == 0
        ? List.of("StartLimitIntervalSec=0")
        : List.of(
            "StartLimitIntervalSec=" + starts * Starts.GOOD_RUN_SECONDS,
            "StartLimitBurst=" + starts);
  }

  /** Stopped by a signal is no failure when it was asked for; when not, it is one all the same. */
  private List<String> restarts() {
    List<String> lines = new ArrayList<>();
    lines.add(
        switch (restart.policy()) {
          case ALWAYS -> "Restart=always";
          case ON_FAILURE -> "Restart=on-failure";
          case NEVER -> "Restart=no";
        });
    lines.add("RestartSec=500ms");
    lines.add("SuccessExitStatus=130 137 143");
    if (restart.policy() == Restart.Policy.ON_FAILURE) {
      lines.add("RestartForceExitStatus=130 137 143");
    }
    return lines;
  }

  /** Whose a unit is; empty if it is not flocker's. */
  static Optional<String> project(String text) {
    return text.lines()
        .findFirst()
        .filter(l -> l.startsWith("# flocker:"))
        .map(l -> l.substring("# flocker:".length()));
  }

  /** Reads what {@link #text} wrote; what cannot be read takes its default. */
  static UnitFile parse(String container, String text, Path links) {
    Matcher stop = STOP.matcher(text);
    return new UnitFile(
        project(text).orElse(""),
        container,
        restart(text),
        Duration.ofSeconds(stop.find() ? Long.parseLong(stop.group(1)) : 10),
        values(text, "AssertPathIsDirectory")
            .filter(v -> v.startsWith("/"))
            .map(AbsolutePath::parse)
            .toList(),
        text.lines().anyMatch(ENDS::equals),
        links);
  }

  private static Restart restart(String text) {
    String limit = values(text, "StartLimitBurst").findFirst().orElse("");
    int starts = limit.matches("[0-9]{1,5}") ? Integer.parseInt(limit) : 1;
    return switch (values(text, "Restart").findFirst().orElse("no")) {
      case "always" -> new Restart(Restart.Policy.ALWAYS, 0);
      case "on-failure" -> new Restart(Restart.Policy.ON_FAILURE, Math.max(0, starts - 1));
      default -> new Restart(Restart.Policy.NEVER, 0);
    };
  }

  private static Stream<String> values(String text, String key) {
    return text.lines()
        .filter(l -> l.startsWith(key + "="))
        .map(l -> l.substring(key.length() + 1).strip());
  }
}
