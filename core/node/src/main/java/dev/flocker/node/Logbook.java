package dev.flocker.node;

import dev.flocker.api.node.Command;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Json;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a run did on this node. Its journal is told in one line when the run ends, however it does:
 * {@code journalctl -t flocker}. Of resources it has names and what became of them, and no values.
 */
final class Logbook {

  private static final String TAG = "flocker";
  private static final String FIELD = "FLOCKER_";
  private static final String PROJECT = FIELD + "PROJECT=";

  /** What a line has besides what was done, each a field of the journal's. */
  private static final List<String> FIELDS = List.of("by", "command", "version");

  private final ReentrantLock writing = new ReentrantLock();

  /** What became of each resource, by project and reference, and of whatever else. */
  private final Map<String, Set<String>> deeds = new LinkedHashMap<>();

  private final Set<String> projects = new TreeSet<>();
  private String by = "";
  private String command = "";

  /**
   * @param who runs this, and from where
   * @param what he said: {@code volume push}
   */
  void begin(String who, String what) {
    by = oneLine(who);
    command = oneLine(what);
  }

  /** Told of each call that went well. */
  void done(Call call) {
    String deed = deed(call);
    if (!deed.isEmpty()) {
      note(call, deed);
    }
  }

  /** Told of each call that did not. */
  void failed(Call call) {
    if (!call.operation().looks()) {
      note(call, "failed");
    }
  }

  private void note(Call call, String deed) {
    did(call.project() + ": " + call.ref(), deed);
    writing.lock();
    try {
      projects.add(call.project());
    } finally {
      writing.unlock();
    }
  }

  /**
   * Told of what was done to something that is no resource.
   *
   * @param what {@code this node}
   */
  void did(String what, String deed) {
    writing.lock();
    try {
      deeds.computeIfAbsent(what, w -> new LinkedHashSet<>()).add(deed);
    } finally {
      writing.unlock();
    }
  }

  private static String deed(Call call) {
    return switch (call.operation()) {
      case APPLY -> applied(String.valueOf(call.arguments().get("change")));
      case STOP -> "stopped";
      case RESUME, RERUN -> "started";
      case ROLLBACK -> "rolled back";
      case SNAPSHOT, SNAPSHOTS -> "snapshot taken";
      case RECEIVE -> "data received";
      case RECORD -> recorded(call);
      case SET_ASIDE -> "set aside";
      case BRANCH -> "cloned to " + called(call);
      case RENAME -> "renamed to " + called(call);
      case RETAIN -> "snapshots pruned";
      case ADOPT -> "data copied";
      case DISCARD -> "what was taken over is cleared away";
      default -> "";
    };
  }

  private static String called(Call call) {
    return call.arguments().get("toProject") + ": " + call.arguments().get("to");
  }

  private static String applied(String change) {
    return switch (change) {
      case "create" -> "created";
      case "replace" -> "replaced";
      case "remove" -> "removed";
      default -> "changed";
    };
  }

  private static String recorded(Call call) {
    return call.arguments().get("next") instanceof Map<?, ?> copy
        ? "now " + String.valueOf(copy.get("role")).replace('_', ' ')
        : "";
  }

  /**
   * @param farewell false if the controller was lost
   * @return what the journal is told, a field a line; empty if nothing was done
   */
  Optional<String> told(boolean farewell) {
    if (deeds.isEmpty()) {
      return Optional.empty();
    }
    List<String> what = new ArrayList<>();
    deeds.forEach((ref, all) -> what.add(ref + " " + String.join(", ", all)));
    List<String> entry = new ArrayList<>();
    entry.add("MESSAGE=" + String.join("; ", what) + (farewell ? "" : "; cut off"));
    entry.add("SYSLOG_IDENTIFIER=" + TAG);
    entry.add(FIELD + "BY=" + by);
    entry.add(FIELD + "COMMAND=" + command);
    entry.add(FIELD + "VERSION=" + Plugins.VERSION);
    projects.forEach(project -> entry.add(PROJECT + project));
    return Optional.of(String.join("\n", entry) + "\n");
  }

  /**
   * Shows the newest lines of this node's journal, oldest first; only root's and this user's own,
   * as anybody may write to a journal.
   *
   * @param most how many
   * @param project whose; of all, if it is empty
   */
  static Command look(int most, String project) {
    List<String> argv = new ArrayList<>(List.of("journalctl", "--no-pager", "--quiet", "--all"));
    argv.addAll(List.of("--output=json", "--lines=" + most, "--identifier=" + TAG));
    argv.addAll(List.of("_UID=0", "_UID=" + uid()));
    if (!project.isEmpty()) {
      argv.add(PROJECT + project);
    }
    return Command.of(argv);
  }

  /** What that printed. */
  static List<Map<String, Object>> read(String output) {
    return output.lines().map(Logbook::entry).toList();
  }

  private static Object uid() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> entry(String line) {
    Map<String, @Nullable Object> said = Message.of(Json.read(line)).body();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("microseconds", Long.parseLong(String.valueOf(said.get("__REALTIME_TIMESTAMP"))));
    entry.put("what", text(said.get("MESSAGE")));
    FIELDS.forEach(f -> entry.put(f, text(said.get(FIELD + f.toUpperCase(Locale.ROOT)))));
    return entry;
  }

  /** The journal has lists of numbers for what is no text. */
  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
