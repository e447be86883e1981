package dev.flocker.geard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of systemd and Docker that a unit takes. */
final class Systemctl {

  private Systemctl() {}

  /**
   * What systemd knows of a unit.
   *
   * @param fragment the file that it is read from; empty if there is none
   * @param active {@code active}, {@code activating}, {@code failed}, ...
   * @param result why it ended: {@code success}, {@code exit-code}, {@code start-limit-hit}, ...
   * @param stale whether its file is newer than what systemd has loaded
   */
  record Status(String fragment, String active, String result, boolean stale) {

    static Status of(Map<String, String> properties) {
      return new Status(
          properties.getOrDefault("FragmentPath", ""),
          properties.getOrDefault("ActiveState", ""),
          properties.getOrDefault("Result", ""),
          "yes".equals(properties.get("NeedDaemonReload")));
    }
  }

  static List<String> show(List<String> units) {
    List<String> argv = new ArrayList<>();
    argv.add("systemctl");
    argv.add("show");
    argv.add("--property=Id,FragmentPath,ActiveState,Result,NeedDaemonReload");
    argv.addAll(units);
    return argv;
  }

  /** How often each was started again since it was last started otherwise. */
  static List<String> restarts(List<String> units) {
    List<String> argv = new ArrayList<>();
    argv.addAll(List.of("systemctl", "show", "--property=Id,ActiveState,Result,NRestarts"));
    argv.addAll(units);
    return argv;
  }

  /** By the unit's name. */
  static Map<String, Status> parseShow(String output) {
    Map<String, Status> units = new LinkedHashMap<>();
    properties(output).forEach((id, properties) -> units.put(id, Status.of(properties)));
    return units;
  }

  /** By the unit's name. systemd prints a block of lines for each unit asked for. */
  static Map<String, Map<String, String>> properties(String output) {
    Map<String, Map<String, String>> units = new LinkedHashMap<>();
    for (String block : output.split("\n\n")) {
      Map<String, String> properties = new LinkedHashMap<>();
      for (String line : block.lines().toList()) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          properties.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      String id = properties.get("Id");
      if (id != null) {
        units.put(id, properties);
      }
    }
    return units;
  }

  static List<String> reload() {
    return List.of("systemctl", "daemon-reload");
  }

  /**
   * Holds for the next boot. Without word to systemd, that would load all units anew, which is
   * slow, or (257, asked not to) call the unit's file changed from then on.
   */
  static List<String> enable(String unit) {
    return List.of("systemctl", "--quiet", "--root=/", "enable", unit);
  }

  static List<String> disable(String unit) {
    return List.of("systemctl", "--quiet", "--root=/", "disable", unit);
  }

  static List<String> start(String unit) {
    return List.of("systemctl", "start", unit);
  }

  static List<String> stop(String unit) {
    return List.of("systemctl", "stop", unit);
  }

  static List<String> resetFailed(String unit) {
    return List.of("systemctl", "reset-failed", unit);
  }

  static List<String> lastLog(String unit) {
    return List.of("journalctl", "--unit=" + unit, "--lines=10", "--output=cat", "--no-pager");
  }

  /** Prints 0 for a container that does not run. */
  static List<String> pid(String container) {
    return List.of("docker", "inspect", "--format", "{{.State.Pid}}", container);
  }

  /**
   * Stops a unit and its container, and waits for the container's first process to be gone: the
   * last one is gone by then, while Docker's clearing away goes on for a moment. The container may
   * run without its unit, or still be starting; then Docker's own stop is waited for.
   */
  static List<String> stopContainer(String unit, String container, String pid, Duration timeout) {
    String script =
        """
        if [ "$3" != 0 ] && systemctl --quiet is-active "$1"; then
          systemctl stop --no-block "$1"
        else
          systemctl stop "$1"
          docker stop -t "$4" "$2" >/dev/null || ! docker inspect --format . "$2" 2>/dev/null
        fi || exit
        while [ -e "/proc/$3" ]; do sleep 0.01; done
        """;
    String seconds = Long.toString(timeout.toSeconds());
    return List.of("/bin/sh", "-c", script, "sh", unit, container, pid, seconds);
  }
}
