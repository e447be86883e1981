package dev.flocker.cli.compose;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a service mounts. A named volume moves with it, and so does one without a name; a folder of
 * the operator's machine is shipped if it is only read, and else becomes a volume; an absolute path
 * is a place on the node.
 */
final class Mounts {

  private static final Set<String> SILENT = Set.of("consistency");

  private final Translation t;
  private final LocalMounts local;

  Mounts(Translation translation) {
    this.t = translation;
    this.local = new LocalMounts(translation);
  }

  void into(Draft draft, String service) {
    new VolumesFrom(t)
        .of(service)
        .forEach(mount -> volume(draft, service, mount.owner(), mount.volume()));
  }

  private static String subject(String service) {
    return "service " + service + ": volumes";
  }

  /**
   * @param owner which service it is from
   */
  private void volume(Draft draft, String service, String owner, Tree.Mapping volume) {
    String subject = subject(service);
    left(subject, volume);
    String source = Trees.text(volume, "source");
    switch (Trees.text(volume, "type")) {
      case "tmpfs" -> tmpfs(draft, subject, volume);
      case "bind" -> bind(draft, service, volume);
      case "volume" -> {
        if (source.isEmpty()) {
          String target = ContainerNames.name(Trees.text(volume, "target"));
          mount(draft, subject, volume, ContainerNames.name(t.names().of(owner) + "-" + target));
        } else {
          named(draft, service, volume, source);
        }
      }
      default ->
          t.remarks()
              .problem(
                  volume.place(),
                  subject,
                  "a mount of the type " + Trees.text(volume, "type") + " cannot be made",
                  "use a volume");
    }
  }

  /** What is said of a mount beyond where it leads. */
  private void left(String subject, Tree.Mapping volume) {
    List<Tree.Entry> said = new ArrayList<>();
    for (String part : List.of("bind", "volume")) {
      said.addAll(volume.get(part).map(Trees::entries).orElse(List.of()));
    }
    volume.entry("consistency").filter(e -> !SILENT.contains(e.key())).ifPresent(said::add);
    for (Tree.Entry e : said) {
      switch (e.key()) {
        case "create_host_path" -> {}
        case "subpath" ->
            t.remarks()
                .problem(e.place(), subject, "mounts a part of a volume", "mount the whole volume");
        default -> {
          if (!e.key().startsWith("x-")) {
            t.remarks().notTaken(e.place(), subject, e.key(), "a mount has no key for it");
          }
        }
      }
    }
  }

  private void tmpfs(Draft draft, String subject, Tree.Mapping volume) {
    if (!t.vocabulary().has("tmpfs")) {
      t.remarks()
          .notTaken(
              volume.place(),
              subject,
              "the tmpfs at " + Trees.text(volume, "target"),
              "a container has no key for it");
      return;
    }
    List<String> options = new ArrayList<>();
    if (volume.get("tmpfs").orElse(null) instanceof Tree.Mapping m) {
      try {
        String size = Trees.text(m, "size");
        if (!size.isEmpty()) {
          options.add("size=" + Values.size(size).bytes());
        }
      } catch (IllegalArgumentException e) {
        t.remarks().problem(Problem.of(m.place(), subject + ": tmpfs.size", e));
      }
      if (m.get("mode").isPresent()) {
        options.add("mode=" + Modes.octal(m.get("mode").orElseThrow()));
      }
    }
    String text = Trees.text(volume, "target");
    draft.add(
        "tmpfs",
        Trees.scalar(
            volume.place(), options.isEmpty() ? text : text + ":" + String.join(",", options)));
  }

  private void bind(Draft draft, String service, Tree.Mapping volume) {
    String source = Trees.text(volume, "source");
    if (source.matches("\\\\\\\\.*|[A-Za-z]:.*")) {
      t.remarks()
          .problem(
              volume.place(),
              subject(service),
              "\"" + source + "\" is a path of Windows",
              "write one of the node, or name a volume");
    } else if (source.startsWith("/")) {
      onNode(draft, subject(service), volume, source);
    } else {
      local.into(draft, service, volume);
    }
  }

  private void onNode(Draft draft, String subject, Tree.Mapping volume, String source) {
    if (!t.vocabulary().has("mounts")) {
      t.remarks()
          .problem(
              volume.place(),
              subject,
              source + " is a place on the node, which a container cannot mount",
              "name a volume, or a file beside the Compose file");
      return;
    }
    Trees mount =
        new Trees(volume.place())
            .with("source", source)
            .with("target", volume.get("target").orElseThrow());
    if (Values.bool(volume, "read_only")) {
      mount.with("read_only", Trees.plain(volume.place(), "true"));
    }
    draft.add("mounts", mount.mapping());
  }

  private void named(Draft draft, String service, Tree.Mapping volume, String source) {
    String subject = subject(service);
    if (!t.application().has("volumes", source)) {
      List<String> names =
          t.application().section("volumes").entries().stream().map(Tree.Entry::key).toList();
      t.remarks()
          .problem(
              volume.place(),
              subject,
              "the file has no volume \"" + source + "\"",
              names.isEmpty()
                  ? "add it below volumes, or write ./" + source + " for a folder"
                  : Nearest.remedy(source, names));
      return;
    }
    Tree.Mapping declared = t.application().named("volumes", source);
    Tree.Mapping options =
        declared.get("driver_opts").orElse(null) instanceof Tree.Mapping m
            ? m
            : Forms.nothing(declared.place());
    String device = Trees.text(options, "device");
    if (Rebase.isBind(options) && !device.isEmpty()) {
      Tree.Entry at =
          new Tree.Entry(volume.place(), "source", Trees.scalar(volume.place(), device));
      bind(draft, service, Trees.with(volume, at));
    } else if (Trees.text(options, "type").startsWith("nfs")) {
      t.remarks()
          .problem(
              options.place(),
              "volume " + source,
              "is a share of NFS",
              "mount it on the nodes, and name that place: /mnt/share:/path");
    } else if (Trees.text(options, "type").equals("tmpfs")) {
      tmpfs(draft, subject, volume);
    } else {
      String name = Trees.text(declared, "name");
      mount(draft, subject, volume, ContainerNames.name(name.isEmpty() ? source : name));
    }
  }

  private void mount(Draft draft, String subject, Tree.Mapping volume, String name) {
    VolumeMounts.add(draft, subject, volume, name, "", t);
  }

  /** What is said of the volumes themselves. */
  void volumes() {
    for (Tree.Entry volume : t.application().section("volumes").entries()) {
      String subject = "volume " + volume.key();
      for (Tree.Entry e : Trees.entries(volume.value())) {
        Place place = e.place();
        switch (e.key()) {
          case "name" -> {}
          case "driver" -> {
            if (!Trees.text(e.value()).matches("local|default|")) {
              t.remarks().notTaken(place, subject, "driver", "it is a volume of flocker's");
            }
          }
          case "driver_opts" -> options(subject, e);
          case "external" -> {
            if (Values.bool(Trees.text(e.value()))) {
              t.remarks()
                  .notTaken(place, subject, "external", "it is a volume of this project, and new");
            }
          }
          default -> {
            if (!e.key().startsWith("x-")) {
              t.remarks().notTaken(place, subject, e.key(), "a volume has no key for it");
            }
          }
        }
      }
    }
  }

  private void options(String subject, Tree.Entry options) {
    boolean understood =
        options.value() instanceof Tree.Mapping m
            && (Rebase.isBind(m) || Trees.text(m, "type").matches("nfs.*|tmpfs"));
    Optional<Tree.Entry> first = Trees.entries(options.value()).stream().findFirst();
    if (!understood && first.isPresent()) {
      t.remarks().notTaken(options.place(), subject, "driver_opts", "it is a volume of flocker's");
    }
  }
}
