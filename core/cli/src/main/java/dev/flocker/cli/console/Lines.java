package dev.flocker.cli.console;

import dev.flocker.api.Diff;
import dev.flocker.api.value.ByteSize;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.run.Ailing;
import dev.flocker.cli.state.Amounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Puts into words what a plan does and how it went. Pure. */
final class Lines {

  private Lines() {}

  /** One line for each, aligned. */
  static List<String> of(List<Action> actions) {
    int column = actions.stream().mapToInt(a -> a.ref().toString().length()).max().orElse(0);
    return actions.stream().map(a -> of(a, Math.min(column, 40))).toList();
  }

  private static String of(Action action, int column) {
    String begin = action.kind().symbol() + " " + pad(action.ref().toString(), column) + "  ";
    String note = action.note().isEmpty() ? "" : "  (" + action.note() + ")";
    int room = Console.WIDTH - begin.length() - note.length();
    if (action.to().isEmpty()) {
      return begin + fitting(action.nodes(), room) + note;
    }
    int half = (room - 4) / 2;
    return begin + fitting(action.nodes(), half) + " -> " + fitting(action.to(), half) + note;
  }

  /** As many names as there is room for, but at least one. */
  private static String fitting(List<String> names, int room) {
    String all = String.join(", ", names);
    for (int n = names.size() - 1; n > 0 && all.length() > room; n--) {
      all = String.join(", ", names.subList(0, n)) + " and " + (names.size() - n) + " more";
    }
    return all;
  }

  static List<String> of(Diff diff) {
    return diff.changes().stream()
        .map(c -> "    " + c.attribute() + ": " + value(c.old()) + " -> " + value(c.fresh()))
        .toList();
  }

  private static String value(String text) {
    return text.isEmpty() ? "(none)" : text;
  }

  /** As in Ansible: a word for each count; those that are rarely there only when they are. */
  static List<String> of(Recap recap) {
    int column = recap.nodes().keySet().stream().mapToInt(String::length).max().orElse(0);
    return recap.nodes().keySet().stream()
        .map(node -> pad(node, column) + " :" + counts(recap, node) + reached(recap, node))
        .toList();
  }

  private static String counts(Recap recap, String node) {
    StringBuilder line = new StringBuilder();
    for (Recap.Count count : Recap.Count.values()) {
      int n = recap.on(node, count);
      if (n > 0 || count.compareTo(Recap.Count.UNREACHABLE) <= 0) {
        line.append(' ').append(name(count)).append('=').append(n);
      }
    }
    return line.toString();
  }

  private static String reached(Recap recap, String node) {
    return recap.lost().contains(node) ? "  (could not be reached)" : "";
  }

  /** What is not well, a line each, aligned as changes are. */
  static List<String> ailing(Recap recap, Instant now) {
    int column = recap.ailing().stream().mapToInt(a -> a.ref().toString().length()).max().orElse(0);
    return recap.ailing().stream()
        .map(a -> "! " + pad(a.ref().toString(), column) + "  " + a.node() + "  " + ill(a, now))
        .toList();
  }

  private static String ill(Ailing ailing, Instant now) {
    return ailing.status()
        + ailing.since().map(s -> ", for " + Amounts.since(s, now) + " now").orElse("");
  }

  /** The last line: what it came to in all, and how long it took. */
  static String total(Recap recap) {
    String verb = recap.check() ? " would change" : " changed";
    int changed = recap.total(Recap.Count.CHANGED);
    int failed = recap.total(Recap.Count.FAILED);
    String what = changed == 0 ? "nothing" + verb : resources(changed) + verb;
    if (failed > 0) {
      what = changed == 0 ? resources(failed) + " failed" : what + ", " + failed + " failed";
    }
    int pending = recap.total(Recap.Count.PENDING);
    return what
        + (pending == 0 ? "" : ", " + pending + " left to change")
        + ", in "
        + seconds(recap);
  }

  private static String resources(int n) {
    return n == 1 ? "1 resource" : n + " resources";
  }

  private static String seconds(Recap recap) {
    return String.format(Locale.ROOT, "%.1f s", recap.took().toMillis() / 1000.0);
  }

  /** {@code 41% of 1 GB}, or what is known of it. */
  static String progress(String what, long done, long total) {
    if (total > 0) {
      int percent = (int) Math.min(100, done * 100 / total);
      int full = percent / 5;
      String bar = "#".repeat(full) + "-".repeat(20 - full);
      return what + " [" + bar + "] " + percent + "% of " + ByteSize.about(total);
    }
    return done > 0 ? what + " " + ByteSize.about(done) : what;
  }

  static String name(Recap.Count count) {
    return count.name().toLowerCase(Locale.ROOT);
  }

  private static String pad(String text, int column) {
    return text + " ".repeat(Math.max(0, column - text.length()));
  }
}
