package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a service's image is built. */
final class Builds {

  /** Taken over under the same name. */
  private static final Set<String> TAKEN =
      Set.of(
          "dockerfile",
          "dockerfile_inline",
          "target",
          "labels",
          "network",
          "extra_hosts",
          "shm_size");

  private static final Set<String> MEANINGLESS = Set.of("no_cache", "pull", "provenance", "sbom");

  private static final Map<String, String> LEFT =
      Map.ofEntries(
          Map.entry("additional_contexts", "an image is built from one folder"),
          Map.entry("cache_from", "Docker's own cache on the node is used"),
          Map.entry("cache_to", "Docker's own cache on the node is used"),
          Map.entry("entitlements", "Docker builds without further rights"),
          Map.entry("isolation", "it is for Windows"),
          Map.entry("platforms", "an image is built for the node that builds it"),
          Map.entry("privileged", "Docker builds without further rights"),
          Map.entry("secrets", "a build gets no secrets"),
          Map.entry("ssh", "a build gets no keys"),
          Map.entry("tags", "its tag says what it was built from"),
          Map.entry("ulimits", "Docker's own are used"));

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

  private @Nullable Tree value(String about, Tree.Entry e, Complaint complaint) {
    if (e.key().equals("args")) {
      return arguments(e);
    }
    if (LEFT.containsKey(e.key())) {
      t.remarks().notTaken(e.place(), about, e.key(), LEFT.get(e.key()));
    }
    boolean passed = MEANINGLESS.contains(e.key()) || LEFT.containsKey(e.key());
    if (!TAKEN.contains(e.key())) {
      if (!passed && !e.key().equals("context") && !e.key().startsWith("x-")) {
        t.remarks()
            .problem(e.place(), about, "Compose has no key \"" + e.key() + "\"", "remove it");
      }
      return null;
    }
    return e.key().equals("shm_size") ? Written.size(e.value(), complaint) : e.value();
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
