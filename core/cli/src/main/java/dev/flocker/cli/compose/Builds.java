package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a service's image is built. */
final class Builds {

  private final Translation t;

  Builds(Translation translation) {
    this.t = translation;
  }

  void into(Draft draft, String subject, Tree.Mapping service) {
    Tree.Entry build = service.entry("build").orElse(null);
    if (build == null || !(build.value() instanceof Tree.Mapping written)) {
      return;
    }
    String about = subject + ": build";
    Complaint complaint = new Complaint(t.remarks(), about);
    List<Tree.Entry> entries = new ArrayList<>();
    entries.add(new Tree.Entry(build.place(), "context", context(written, complaint)));
    for (Tree.Entry e : written.entries()) {
      Tree value = value(about, e, complaint);
      if (value != null) {
        entries.add(new Tree.Entry(e.place(), e.key(), value));
      }
    }
    draft.put(
        "build",
        build.place(),
        t.vocabulary()
            .fitted(
                "build",
                new Tree.Mapping(build.place(), entries),
                (left, below) ->
                    t.remarks()
                        .notTaken(left.place(), subject, below, "flocker has no key for it")));
  }

  private Tree context(Tree.Mapping build, Complaint complaint) {
    Tree written = build.get("context").orElse(Trees.scalar(build.place(), "."));
    String text = Trees.text(written);
    if (text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*|git@.*|github\\.com/.*")) {
      complaint.about(
          written, text + " is not a folder of this machine", "clone it, and name that folder");
    }
    Path path = t.paths().of(text);
    if (path == null) {
      complaint.about(written, "\"" + text + "\" is no path", "write another one");
      return written;
    }
    return Trees.scalar(written.place(), t.paths().written(path));
  }

  /** Null if nothing is left of it. */
  private @Nullable Tree value(String about, Tree.Entry e, Complaint complaint) {
    switch (ServiceKeys.of("build." + e.key())) {
      case Fate.Taken taken -> {
        return taken.how().of(e.value(), complaint);
      }
      case Fate.Left left -> t.remarks().notTaken(e.place(), about, e.key(), left.why());
      case Fate.Handled handled -> {
        return e.key().equals("args") ? arguments(e) : null;
      }
      case Fate.Meaningless meaningless -> {}
      case null -> {
        if (!e.key().startsWith("x-")) {
          String why = "Compose has no key \"" + e.key() + "\"";
          t.remarks().problem(e.place(), about, why, "remove it");
        }
      }
    }
    return null;
  }

  /** A name alone has the value that the operator's environment gives it; without one it is not. */
  private Tree arguments(Tree.Entry args) {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : Trees.entries(args.value())) {
      String given = t.application().environment().get(e.key());
      if (!Trees.isNull(e.value())) {
        entries.add(e);
      } else if (given != null) {
        entries.add(new Tree.Entry(e.place(), e.key(), Trees.scalar(e.place(), given)));
      }
    }
    return new Tree.Mapping(args.place(), entries);
  }
}
