package dev.flocker.cli.flocker1;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads Compose files, and Fig's, which are a Compose file's services alone. */
final class ComposeFormat {

  private final Problems problems;
  private final Consumer<String> warnings;
  private final Applications applications = new Applications();

  ComposeFormat(Problems problems, Consumer<String> warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  Applications read(Tree.Mapping file) {
    Tree services = file.get("services").orElse(file);
    if (file.get("services").isPresent()) {
      file.entries().stream()
          .filter(e -> !List.of("version", "services", "volumes", "name").contains(e.key()))
          .forEach(e -> notTaken(e.place(), "Compose file", e.key()));
    }
    if (!(services instanceof Tree.Mapping m)) {
      problems.add(services.place(), "services", "is not a mapping", "write NAME: {image: ...}");
      return applications;
    }
    m.entries().forEach(this::service);
    m.entries().forEach(this::links);
    return applications;
  }

  private void notTaken(Place place, String subject, String key) {
    warnings.accept(place + ": " + subject + ": " + key + " is not taken over");
  }

  private void service(Tree.Entry entry) {
    String subject = "service " + entry.key();
    if (!(entry.value() instanceof Tree.Mapping m)) {
      problems.add(entry.value().place(), subject, "is not a mapping", "write {image: ...}");
      return;
    }
    List<Tree.Entry> container = new ArrayList<>();
    for (Tree.Entry e : m.entries()) {
      switch (e.key()) {
        case "image", "cpu_shares", "user", "working_dir" -> container.add(e);
        case "stop_grace_period" -> container.add(renamed(e, "stop_timeout"));
        case "mem_limit" -> container.add(new Tree.Entry(e.place(), "memory", size(e.value())));
        case "command", "entrypoint" -> command(e, subject, container);
        case "environment" ->
            container.add(new Tree.Entry(e.place(), e.key(), environment(e.value(), subject)));
        case "ports" -> container.add(new Tree.Entry(e.place(), "ports", ports(entry.key(), e)));
        case "volumes" -> volumes(entry.key(), e, container);
        case "restart" -> container.add(new Tree.Entry(e.place(), "restart", restart(e.value())));
        case "deploy" -> deploy(e, subject, container);
        case "links" -> {} // read when every service is known
        case "build" ->
            problems.add(
                e.place(), subject + ": build", "flocker builds no images", "name an image");
        case "extends" ->
            problems.add(
                e.place(),
                subject + ": extends",
                "flocker does not follow it",
                "write the whole service here");
        default -> notTaken(e.place(), subject, e.key());
      }
    }
    if (m.get("image").isEmpty() && m.get("build").or(() -> m.get("extends")).isPresent()) {
      // That was said; that it has no image would be noise.
      container.add(new Tree.Entry(entry.place(), "image", Trees.scalar(entry.place(), "image")));
    }
    if (m.get("restart").isEmpty()) {
      container.add(new Tree.Entry(entry.place(), "restart", Trees.scalar(entry.place(), "never")));
    }
    applications.byName.put(
        entry.key(),
        new Applications.Application(entry.key(), entry.place(), container, List.of()));
  }

  private static Tree.Entry renamed(Tree.Entry e, String key) {
    return new Tree.Entry(e.place(), key, e.value());
  }

  /** Compose writes {@code 512m}, {@code 512mb} and {@code 512MiB}. */
  private static Tree size(Tree written) {
    String text = Trees.text(written).toUpperCase(java.util.Locale.ROOT);
    String size = text.matches("[0-9.]+([KMGT]I?)?B") ? text.replaceAll("I?B$", "") : text;
    return written instanceof Tree.Scalar ? Trees.scalar(written.place(), size) : written;
  }

  private void command(Tree.Entry e, String subject, List<Tree.Entry> container) {
    if (e.value() instanceof Tree.Scalar s) {
      List<Tree> words = new ArrayList<>();
      for (String word : Trees.text(s).strip().split("\\s+")) {
        words.add(Trees.scalar(s.place(), word));
      }
      if (Trees.text(s).matches("(?s).*[\"'\\\\].*")) {
        problems.add(
            s.place(), subject + ": " + e.key(), "has quotes in it", "write it as a list: [a, b]");
      }
      container.add(new Tree.Entry(e.place(), e.key(), new Tree.Sequence(s.place(), words)));
    } else {
      container.add(e);
    }
  }

  private Tree environment(Tree written, String subject) {
    List<Tree.Entry> entries = new ArrayList<>();
    if (written instanceof Tree.Mapping m) {
      for (Tree.Entry e : m.entries()) {
        if (e.value() instanceof Tree.Scalar s && s.isNull()) {
          valueless(e.key(), e.place(), subject);
        } else {
          entries.add(e);
        }
      }
      return new Tree.Mapping(m.place(), entries);
    }
    if (!(written instanceof Tree.Sequence list)) {
      return written;
    }
    for (Tree item : list.items()) {
      String[] parts = Trees.text(item).split("=", 2);
      if (parts.length < 2) {
        valueless(parts[0], item.place(), subject);
        continue;
      }
      entries.add(new Tree.Entry(item.place(), parts[0], Trees.scalar(item.place(), parts[1])));
    }
    return new Tree.Mapping(list.place(), entries);
  }

  private void valueless(String name, Place place, String subject) {
    problems.add(
        place,
        subject + ": environment",
        "\"" + name + "\" has no value",
        "write " + name + "=VALUE, or {{env \"" + name + "\"}} as its value");
  }

  private Tree ports(String service, Tree.Entry e) {
    List<Tree> ports = new ArrayList<>();
    for (Tree item : Trees.items(e.value())) {
      Trees port = new Trees(item.place());
      if (item instanceof Tree.Mapping m) {
        m.entries().stream()
            .filter(k -> !List.of("target", "published", "protocol", "mode").contains(k.key()))
            .forEach(k -> notTaken(k.place(), "service " + service + ": ports", k.key()));
        m.get("target").ifPresent(t -> port.with("internal", t));
        m.get("published").ifPresent(p -> port.with("external", p));
      } else {
        String[] parts = Trees.text(item).replaceAll("/tcp$", "").split(":", -1);
        if (parts.length > 2) {
          notTaken(item.place(), "service " + service + ": ports", "the address " + parts[0]);
        }
        port.with("internal", parts[parts.length - 1]);
        if (parts.length > 1) {
          port.with("external", parts[parts.length - 2]);
        }
      }
      Tree.Mapping made = port.mapping();
      ports.add(made);
      made.get("internal")
          .ifPresent(
              internal ->
                  applications.ports.add(
                      new Applications.PortPair(
                          service, internal, made.get("external").map(Trees::text).orElse(""))));
    }
    return new Tree.Sequence(e.place(), ports);
  }

  private void volumes(String service, Tree.Entry e, List<Tree.Entry> container) {
    List<Tree> mounts = new ArrayList<>();
    for (Tree item : Trees.items(e.value())) {
      String name;
      String target;
      if (item instanceof Tree.Mapping m) {
        name = m.get("source").map(Trees::text).orElse("");
        target = m.get("target").map(Trees::text).orElse("");
      } else {
        String[] parts = Trees.text(item).split(":", -1);
        name = parts.length > 1 ? parts[0] : "";
        target = parts.length > 1 ? parts[1] : parts[0];
      }
      if (name.startsWith("/") || name.startsWith(".") || name.startsWith("~")) {
        notTaken(item.place(), "service " + service + ": volumes", "the folder " + name);
        continue;
      }
      String volume = name.isEmpty() ? service : name;
      mounts.add(new Trees(item.place()).with("name", volume).with("mountpoint", target).mapping());
    }
    container.add(new Tree.Entry(e.place(), "volumes", new Tree.Sequence(e.place(), mounts)));
  }

  private static Tree restart(Tree written) {
    String text = Trees.text(written);
    return switch (text) {
      case "no" -> Trees.scalar(written.place(), "never");
      case "unless-stopped" -> Trees.scalar(written.place(), "always");
      default -> written;
    };
  }

  private void deploy(Tree.Entry deploy, String subject, List<Tree.Entry> container) {
    for (Tree.Entry e : Trees.entries(deploy.value())) {
      if (!e.key().equals("resources")) {
        notTaken(e.place(), subject + ": deploy", e.key());
        continue;
      }
      for (Tree.Entry kind : Trees.entries(e.value())) {
        for (Tree.Entry limit : Trees.entries(kind.value())) {
          if (kind.key().equals("limits") && limit.key().equals("memory")) {
            container.add(new Tree.Entry(limit.place(), "memory", size(limit.value())));
          } else {
            notTaken(limit.place(), subject + ": deploy.resources." + kind.key(), limit.key());
          }
        }
      }
    }
  }

  /** A link leads to every port of the other service, as Flocker read Fig's. */
  private void links(Tree.Entry entry) {
    Tree links = entry.value() instanceof Tree.Mapping m ? m.get("links").orElse(null) : null;
    for (Tree link : links == null ? List.<Tree>of() : Trees.items(links)) {
      String[] parts = Trees.text(link).split(":", -1);
      Tree alias = Trees.scalar(link.place(), parts[parts.length - 1]);
      List<Applications.PortPair> ports =
          applications.ports.stream().filter(p -> p.application().equals(parts[0])).toList();
      if (ports.isEmpty()) {
        problems.add(
            link.place(),
            "service " + entry.key() + ": links",
            "\"" + parts[0] + "\" is no service with ports",
            "name one, and list its ports");
      }
      for (Applications.PortPair port : ports) {
        applications.links.add(
            new Applications.Link(entry.key(), port.internal(), port.internal(), alias, parts[0]));
      }
    }
  }
}
