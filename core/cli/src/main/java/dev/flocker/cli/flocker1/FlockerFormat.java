package dev.flocker.cli.flocker1;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Flocker's application.yml, version 1. */
final class FlockerFormat {

  private static final List<String> KEYS =
      List.of(
          "image",
          "ports",
          "links",
          "volume",
          "environment",
          "mem_limit",
          "cpu_shares",
          "restart_policy");
  private static final Set<String> POLICIES = Set.of("never", "always", "on-failure");

  private final Problems problems;
  private final Applications applications = new Applications();

  FlockerFormat(Problems problems) {
    this.problems = problems;
  }

  Applications read(Tree.Mapping file) {
    version(file, "application.yml", problems);
    known(file, "application.yml", List.of("version", "applications"));
    Tree all = file.get("applications").orElse(null);
    if (!(all instanceof Tree.Mapping m)) {
      problems.add(
          all == null ? file.place() : all.place(),
          "application.yml",
          all == null ? "has no \"applications\"" : "applications is not a mapping",
          "write applications: {NAME: {image: ...}}");
      return applications;
    }
    m.entries().forEach(this::application);
    return applications;
  }

  static void version(Tree.Mapping file, String subject, Problems problems) {
    Tree version = file.get("version").orElse(null);
    if (version == null) {
      problems.add(file.place(), subject, "has no \"version\"", "add version: 1");
    } else if (!Trees.text(version).equals("1")) {
      problems.add(version.place(), subject + ": version", "is not 1", "write version: 1");
    }
  }

  private void known(Tree tree, String subject, List<String> keys) {
    for (Tree.Entry e : Trees.entries(tree)) {
      if (!keys.contains(e.key())) {
        problems.add(
            e.place(), subject, "has no key \"" + e.key() + "\"", Nearest.remedy(e.key(), keys));
      }
    }
  }

  private void application(Tree.Entry entry) {
    String subject = "application " + entry.key();
    if (!(entry.value() instanceof Tree.Mapping m)) {
      problems.add(entry.value().place(), subject, "is not a mapping", "write {image: ...}");
      return;
    }
    known(m, subject, KEYS);
    List<Tree.Entry> container = new ArrayList<>();
    List<Tree> volumes = new ArrayList<>();
    for (Tree.Entry e : m.entries()) {
      switch (e.key()) {
        case "image", "environment", "cpu_shares" -> container.add(e);
        case "mem_limit" -> container.add(new Tree.Entry(e.place(), "memory", e.value()));
        case "ports" -> {
          container.add(e);
          ports(entry.key(), subject, e.value());
        }
        case "restart_policy" -> restart(e, subject, container);
        case "volume" -> volume(entry.key(), e, subject, container, volumes);
        case "links" -> Trees.items(list(e, subject)).forEach(l -> link(entry.key(), l, subject));
        default -> {} // reported as unknown
      }
    }
    if (m.get("restart_policy").isEmpty()) {
      container.add(new Tree.Entry(entry.place(), "restart", Trees.scalar(entry.place(), "never")));
    }
    applications.byName.put(
        entry.key(), new Applications.Application(entry.key(), entry.place(), container, volumes));
  }

  private Tree list(Tree.Entry e, String subject) {
    if (!(e.value() instanceof Tree.Sequence)) {
      problems.add(
          e.value().place(), subject + ": " + e.key(), "is not a list", "write \"- ...\" below it");
    }
    return e.value();
  }

  private void ports(String name, String subject, Tree list) {
    for (Tree port : Trees.items(list)) {
      if (port instanceof Tree.Mapping m) {
        Tree internal = required(m, "internal", subject + ": ports");
        Tree external = required(m, "external", subject + ": ports");
        if (internal != null && external != null) {
          applications.ports.add(new Applications.PortPair(name, internal, Trees.text(external)));
        }
      }
    }
  }

  private void link(String from, Tree link, String subject) {
    String what = subject + ": links";
    known(link, what, List.of("local_port", "remote_port", "alias"));
    if (!(link instanceof Tree.Mapping m)) {
      problems.add(
          link.place(), what, "is not a mapping", "write {local_port: , remote_port: , alias: }");
      return;
    }
    Tree local = required(m, "local_port", what);
    Tree remote = required(m, "remote_port", what);
    Tree alias = required(m, "alias", what);
    if (local != null && remote != null && alias != null) {
      applications.links.add(new Applications.Link(from, local, remote, alias));
    }
  }

  private void restart(Tree.Entry e, String subject, List<Tree.Entry> container) {
    String what = subject + ": restart_policy";
    known(e.value(), what, List.of("name", "maximum_retry_count"));
    Tree name = e.value() instanceof Tree.Mapping m ? required(m, "name", what) : null;
    if (name == null) {
      if (!(e.value() instanceof Tree.Mapping)) {
        problems.add(e.value().place(), what, "is not a mapping", "write {name: always}");
      }
      return;
    }
    String policy = Trees.text(name);
    if (!POLICIES.contains(policy)) {
      problems.add(
          name.place(),
          what,
          "\"" + policy + "\" is not allowed",
          "use never, always or on-failure");
      return;
    }
    String count =
        e.value() instanceof Tree.Mapping m
            ? m.get("maximum_retry_count").map(Trees::text).orElse("")
            : "";
    String restart = count.isEmpty() ? policy : policy + ":" + count;
    container.add(new Tree.Entry(e.place(), "restart", Trees.scalar(name.place(), restart)));
  }

  /** A volume is named after its application. */
  private void volume(
      String name, Tree.Entry e, String subject, List<Tree.Entry> container, List<Tree> volumes) {
    String what = subject + ": volume";
    known(e.value(), what, List.of("mountpoint", "maximum_size", "dataset_id"));
    if (!(e.value() instanceof Tree.Mapping m)) {
      problems.add(e.value().place(), what, "is not a mapping", "write {mountpoint: /data}");
      return;
    }
    Tree mountpoint = required(m, "mountpoint", what);
    if (mountpoint == null) {
      return;
    }
    Tree mount = new Trees(e.place()).with("name", name).with("mountpoint", mountpoint).mapping();
    container.add(
        new Tree.Entry(e.place(), "volumes", new Tree.Sequence(e.place(), List.of(mount))));
    Trees volume = new Trees(e.place()).with("name", name);
    m.get("maximum_size").ifPresent(size -> volume.with("quota", size));
    volumes.add(volume.resource("volume"));
  }

  private @Nullable Tree required(Tree.Mapping m, String key, String subject) {
    Tree value = m.get(key).orElse(null);
    if (value == null) {
      problems.add(m.place(), subject, "has no \"" + key + "\"", "add it");
    }
    return value;
  }
}
