package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values of Compose as a container's keys have them. */
final class Written {

  private static final Set<String> DURATIONS =
      Set.of("interval", "timeout", "start_period", "start_interval");

  /** At once, on as many nodes as there may be. */
  private static final Tree ALL = Trees.plain(Place.NOWHERE, "1000");

  private Written() {}

  private static @Nullable Tree text(Tree written, Complaint complaint, UnaryOperator<String> how) {
    try {
      return Trees.scalar(written.place(), how.apply(Trees.text(written)));
    } catch (IllegalArgumentException e) {
      complaint.about(written, e);
      return null;
    }
  }

  static @Nullable Tree size(Tree written, Complaint complaint) {
    return text(written, complaint, s -> Values.size(s).toString());
  }

  static @Nullable Tree sizeOrUnlimited(Tree written, Complaint complaint) {
    return Trees.text(written).equals("-1") ? written : size(written, complaint);
  }

  static @Nullable Tree duration(Tree written, Complaint complaint) {
    return text(written, complaint, Values::duration);
  }

  static @Nullable Tree healthcheck(Tree written, Complaint complaint) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : Trees.entries(written)) {
      Tree value = DURATIONS.contains(e.key()) ? duration(e.value(), complaint) : e.value();
      if (value != null && !e.key().startsWith("x-")) {
        entries.add(new Tree.Entry(e.place(), e.key(), value));
      }
    }
    return new Tree.Mapping(written.place(), entries);
  }

  /** Docker Compose itself makes nothing of it; a swarm means the same by it. */
  static @Nullable Tree update(Tree written, Complaint complaint) {
    Trees update = new Trees(written.place());
    for (Tree.Entry e : Trees.entries(written)) {
      String text = Trees.text(e.value());
      switch (e.key()) {
        case "parallelism" -> update.with("parallel", text.equals("0") ? ALL : e.value());
        case "delay" -> {
          Tree pause = duration(e.value(), complaint);
          if (pause != null) {
            update.with("pause", pause);
          }
        }
        case "failure_action" -> update.with("on_failure", onFailure(e, text, complaint));
        case "order" -> notTaken(e, "one stops before the next starts in its place", complaint);
        case "monitor", "max_failure_ratio" ->
            notTaken(e, "health and its min_uptime say when one is well", complaint);
        default -> {}
      }
    }
    return update.mapping();
  }

  private static void notTaken(Tree.Entry e, String why, Complaint complaint) {
    complaint.note(e.value(), e.key() + " is not taken over: " + why);
  }

  private static Tree onFailure(Tree.Entry e, String text, Complaint complaint) {
    if (text.equals("continue")) {
      notTaken(e, "the first that does not get well ends an update", complaint);
    }
    return Trees.scalar(e.value().place(), text.equals("rollback") ? "revert" : "stop");
  }

  /** The services whose network a container shares are containers of the same names. */
  static @Nullable Tree network(Tree written, Complaint complaint) {
    return text(
        written,
        complaint,
        s -> s.equals("default") ? "bridge" : s.replaceFirst("^service:", "container:"));
  }

  /** In the order of the short form, which is made of them. */
  static @Nullable Tree ulimits(Tree written, Complaint complaint) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : Trees.entries(written)) {
      if (e.value() instanceof Tree.Mapping m
          && m.get("soft").isPresent()
          && m.get("hard").isPresent()) {
        Trees limit = new Trees(m.place());
        List.of("soft", "hard").forEach(key -> limit.with(key, m.get(key).orElseThrow()));
        entries.add(new Tree.Entry(e.place(), e.key(), limit.mapping()));
      } else {
        String why = "\"" + e.key() + "\" lacks its soft or its hard limit";
        complaint.about(e.value(), why, "write {soft: N, hard: N}");
      }
    }
    return new Tree.Mapping(written.place(), entries);
  }

  static @Nullable Tree pull(Tree written, Complaint complaint) {
    String text = Trees.text(written);
    return switch (text) {
      case "always", "never", "missing" -> written;
      case "if_not_present", "build" -> Trees.scalar(written.place(), "missing");
      default -> {
        if (text.matches("daily|weekly|refresh|every_.+")) {
          complaint.note(
              written,
              text + " is not taken over: an image is pulled where it is missing, or always");
          yield Trees.scalar(written.place(), "missing");
        }
        complaint.about(written, "\"" + text + "\" is not allowed", "use always, missing or never");
        yield null;
      }
    };
  }

  /** {@code all}, how many, or {@code device=ID,...}, as {@code docker run --gpus} has it. */
  static @Nullable Tree gpus(Tree written, Complaint complaint) {
    if (written instanceof Tree.Scalar) {
      return written;
    }
    for (Tree item : Trees.items(written)) {
      if (item instanceof Tree.Mapping m) {
        List<String> ids =
            Trees.items(m.get("device_ids").orElse(m)).stream().map(Trees::text).toList();
        String count = Trees.text(m, "count");
        String all = count.isEmpty() || count.equals("-1") ? "all" : count;
        return Trees.scalar(item.place(), ids.isEmpty() ? all : "device=" + String.join(",", ids));
      }
    }
    complaint.about(written, "names no device", "write all");
    return null;
  }
}
