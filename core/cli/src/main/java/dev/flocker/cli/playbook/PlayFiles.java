package dev.flocker.cli.playbook;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the plays of playbook files, those that they import included. */
final class PlayFiles {

  static final List<String> KEYS =
      List.of(
          "name",
          "project",
          "hosts",
          "vars",
          "vars_files",
          "secret_vars_files",
          "registries",
          "resources",
          "application",
          "deployment",
          "compose",
          "on",
          "profiles",
          "env_file",
          "import_playbook",
          "tags");

  private final Problems problems;
  private final List<Play> plays = new ArrayList<>();
  private final List<Path> open = new ArrayList<>();

  PlayFiles(Problems problems) {
    this.problems = problems;
  }

  List<Play> plays() {
    return plays;
  }

  /**
   * @param namedAt where the file is named; the file itself for one of the command line
   */
  void read(Path file, Place namedAt, Set<String> tags) {
    Path path = file.toAbsolutePath().normalize();
    if (open.contains(path)) {
      problems.add(
          namedAt, "import_playbook", TextFile.shown(path) + " imports itself", "break the circle");
      return;
    }
    open.add(path);
    String text = TextFile.read(path, namedAt, "playbook", problems);
    Tree tree = text == null ? null : YamlReader.parse(text, TextFile.shown(path), problems);
    if (tree instanceof Tree.Sequence list) {
      list.items().forEach(item -> play(path, item, tags));
    } else if (tree != null) {
      problems.add(
          tree.place(), "playbook", "is not a list of plays", "begin it with \"- name: ...\"");
    }
    open.removeLast();
  }

  private void play(Path file, Tree tree, Set<String> outer) {
    if (!(tree instanceof Tree.Mapping m)) {
      problems.add(tree.place(), "play", "is not a mapping", "write \"- project: NAME\" and so on");
      return;
    }
    String title = text(m, "name").orElse("");
    String subject = title.isEmpty() ? "play" : "play \"" + title + "\"";
    for (Tree.Entry e : m.entries()) {
      if (!KEYS.contains(e.key())) {
        problems.add(
            e.place(),
            subject,
            "has no key \"" + e.key() + "\"",
            jobs(e.key()).orElseGet(() -> Nearest.remedy(e.key(), KEYS)));
      }
    }
    Set<String> tags = new LinkedHashSet<>(outer);
    words(m, "tags", subject).forEach(t -> tags.add(String.valueOf(t.text())));
    List<String> kinds = kinds(m);
    ofCompose(m, subject);
    if (kinds.size() != 1) {
      problems.add(
          m.place(),
          subject,
          kinds.isEmpty() ? "declares nothing" : "has both " + String.join(" and ", kinds),
          "give it one of resources, compose, application with deployment, or import_playbook");
      return;
    }
    if (kinds.contains("import_playbook")) {
      scalar(m, "import_playbook", subject)
          .ifPresent(s -> read(file.resolveSibling(String.valueOf(s.text())), s.place(), tags));
      return;
    }
    // A play without a project is read on, alone: its other problems are worth saying at once.
    String project = project(m, subject).orElse("play at " + m.place());
    Play.@Nullable Body body = body(m, subject);
    Optional<Tree> hosts = m.get("hosts");
    if (hosts.isEmpty()) {
      problems.add(m.place(), subject, "has no \"hosts\"", "add it: the nodes that the play spans");
    }
    if (body == null) {
      return;
    }
    plays.add(
        new Play(
            file,
            m.place(),
            title.isEmpty() ? project : title,
            project,
            hosts,
            vars(m, subject),
            words(m, "vars_files", subject),
            words(m, "secret_vars_files", subject),
            m.entry("registries"),
            body,
            tags));
  }

  /** What the play declares; resources beside a Compose file are no kind of their own. */
  private static List<String> kinds(Tree.Mapping m) {
    return List.of("resources", "application", "compose", "import_playbook").stream()
        .filter(k -> m.get(k).isPresent())
        .filter(k -> !k.equals("resources") || m.get("compose").isEmpty())
        .toList();
  }

  private void ofCompose(Tree.Mapping m, String subject) {
    for (String key : List.of("on", "profiles", "env_file")) {
      if (m.get("compose").isEmpty() && m.get(key).isPresent()) {
        problems.add(
            m.entry(key).orElseThrow().place(),
            subject,
            "has \"" + key + "\" without \"compose\"",
            key.equals("on") ? "write it below each resource" : "remove it");
      }
    }
  }

  /** Ansible's own plays run tasks; say so to who brings one. */
  private static Optional<String> jobs(String key) {
    return Set.of("tasks", "roles", "handlers", "pre_tasks", "post_tasks").contains(key)
        ? Optional.of("flocker declares resources and runs no tasks: write resources")
        : Optional.empty();
  }

  private Optional<String> project(Tree.Mapping m, String subject) {
    Optional<Tree.Scalar> written = scalar(m, "project", subject);
    if (written.isEmpty()) {
      if (m.get("project").isEmpty()) {
        problems.add(
            m.place(),
            subject,
            "has no \"project\"",
            "add it: what owns the resources on the nodes");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(Name.parse(String.valueOf(written.get().text())).text());
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(written.get().place(), subject + ": project", e));
      return Optional.empty();
    }
  }

  private Play.@Nullable Body body(Tree.Mapping m, String subject) {
    if (m.get("compose").isPresent()) {
      return compose(m, subject);
    }
    Tree resources = m.get("resources").orElse(null);
    if (resources instanceof Tree.Sequence list) {
      return new Play.Resources(list);
    }
    if (resources instanceof Tree.Scalar s && s.isNull()) {
      return new Play.Resources(new Tree.Sequence(s.place(), List.of()));
    }
    if (resources != null) {
      problems.add(
          resources.place(),
          subject + ": resources",
          "is not a list",
          "write \"- container: ...\"");
      return null;
    }
    Optional<Tree.Scalar> application = scalar(m, "application", subject);
    Optional<Tree.Scalar> deployment = scalar(m, "deployment", subject);
    if (m.get("deployment").isEmpty()) {
      problems.add(
          m.place(), subject, "has an application but no \"deployment\"", "add the file's name");
    }
    return application.isPresent() && deployment.isPresent()
        ? new Play.TwoFiles(application.get(), deployment.get())
        : null;
  }

  private Play.@Nullable Body compose(Tree.Mapping m, String subject) {
    List<Tree.Scalar> files = words(m, "compose", subject);
    Tree on = m.get("on").orElse(null);
    Tree more = m.get("resources").orElse(null);
    if (files.isEmpty()) {
      problems.add(m.place(), subject + ": compose", "names no file", "write compose: FILE");
      return null;
    }
    if (on != null && !(on instanceof Tree.Mapping)) {
      problems.add(
          on.place(),
          subject + ": on",
          "is not a mapping",
          "write on: {SERVICE: NODE, \"*\": NODE}");
    }
    if (on != null && m.get("deployment").isPresent()) {
      problems.add(
          on.place(), subject, "has both on and deployment", "say in one of them where it runs");
    }
    if (more != null && !(more instanceof Tree.Sequence) && !Trees.isNull(more)) {
      problems.add(
          more.place(), subject + ": resources", "is not a list", "write \"- container: ...\"");
    }
    return new Play.Compose(
        files,
        words(m, "env_file", subject),
        words(m, "profiles", subject),
        Optional.ofNullable(on instanceof Tree.Mapping mapping ? mapping : null),
        scalar(m, "deployment", subject),
        more == null ? List.of() : Trees.items(more));
  }

  private Optional<Tree.Mapping> vars(Tree.Mapping m, String subject) {
    Tree vars = m.get("vars").orElse(null);
    if (vars instanceof Tree.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (vars != null && !(vars instanceof Tree.Scalar s && s.isNull())) {
      problems.add(vars.place(), subject + ": vars", "is not a mapping", "write NAME: VALUE");
    }
    return Optional.empty();
  }

  private Optional<Tree.Scalar> scalar(Tree.Mapping m, String key, String subject) {
    Tree tree = m.get(key).orElse(null);
    if (tree instanceof Tree.Scalar s && !s.isNull()) {
      return Optional.of(s);
    }
    if (tree != null) {
      problems.add(tree.place(), subject + ": " + key, "is not a single value", "write one");
    }
    return Optional.empty();
  }

  private List<Tree.Scalar> words(Tree.Mapping m, String key, String subject) {
    Tree tree = m.get(key).orElse(null);
    if (tree instanceof Tree.Scalar s) {
      return s.isNull() ? List.of() : List.of(s);
    }
    if (tree instanceof Tree.Sequence list
        && list.items().stream().allMatch(i -> i instanceof Tree.Scalar s && !s.isNull())) {
      return list.items().stream().map(Tree.Scalar.class::cast).toList();
    }
    if (tree != null) {
      problems.add(tree.place(), subject + ": " + key, "is not a list of words", "write [a, b]");
    }
    return List.of();
  }

  private static Optional<String> text(Tree.Mapping m, String key) {
    return m.get(key).filter(Tree.Scalar.class::isInstance).map(t -> ((Tree.Scalar) t).text());
  }
}
