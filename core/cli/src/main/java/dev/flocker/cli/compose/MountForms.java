package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Volumes and devices in their long forms. */
final class MountForms {

  private static final Set<String> PROPAGATION =
      Set.of("rprivate", "private", "rshared", "shared", "rslave", "slave");
  private static final Set<String> TYPES =
      Set.of("bind", "volume", "tmpfs", "npipe", "cluster", "image");

  private MountForms() {}

  /** {@code {type, source, target, read_only, bind, volume, tmpfs}}. */
  static @Nullable Tree volumes(Tree written, Complaint complaint) {
    return Forms.list(written, complaint, MountForms::volume);
  }

  private static @Nullable Tree volume(Tree item, Complaint complaint) {
    try {
      if (item instanceof Tree.Mapping m) {
        return longForm(m);
      }
      return shortForm(item.place(), Trees.text(item));
    } catch (IllegalArgumentException e) {
      complaint.about(item, e);
      return null;
    }
  }

  private static Tree longForm(Tree.Mapping volume) {
    String type = Trees.text(volume, "type");
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          (type.isEmpty() ? "has no \"type\"" : "the type \"" + type + "\" is unknown")
              + "; write type: volume, bind or tmpfs");
    }
    if (Trees.text(volume, "target").isEmpty()) {
      throw new IllegalArgumentException("has no \"target\"; add it");
    }
    if (type.equals("bind") && Trees.text(volume, "source").isEmpty()) {
      throw new IllegalArgumentException("has no \"source\"; add it");
    }
    Tree.Entry target = volume.entry("target").orElseThrow();
    Tree clean = Trees.scalar(target.value().place(), clean(Trees.text(target.value())));
    return Trees.with(volume, new Tree.Entry(target.place(), "target", clean));
  }

  private static Tree shortForm(Place place, String text) {
    String[] parts = parts(text);
    if (parts.length > 3 || List.of(parts).contains("")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no volume; write NAME:/PATH or ./FOLDER:/PATH, and :ro after it");
    }
    String source = parts.length == 1 ? "" : parts[0];
    boolean bind = isPath(source);
    Trees volume = new Trees(place).with("type", bind ? "bind" : "volume");
    if (!source.isEmpty()) {
      volume.with("source", source);
    }
    volume.with("target", clean(parts.length == 1 ? parts[0] : parts[1]));
    Trees ofBind = new Trees(place);
    if (bind) {
      ofBind.with("create_host_path", Trees.plain(place, "true"));
    }
    for (String option : parts.length == 3 ? parts[2].split(",") : new String[0]) {
      if (option.equals("ro")) {
        volume.with("read_only", Trees.plain(place, "true"));
      } else if (option.equals("nocopy")) {
        Tree nocopy = new Trees(place).with("nocopy", Trees.plain(place, "true")).mapping();
        volume.with("volume", nocopy);
      } else if (PROPAGATION.contains(option)) {
        ofBind.with("propagation", option);
      } else if (option.equalsIgnoreCase("z")) {
        ofBind.with("selinux", option);
      }
    }
    Tree.Mapping bound = ofBind.mapping();
    return (bound.entries().isEmpty() ? volume : volume.with("bind", bound)).mapping();
  }

  /** A drive of Windows has a colon of its own. */
  private static String[] parts(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 1 && parts[0].matches("[A-Za-z]") && parts[1].matches("[\\\\/].*")) {
      String[] joined = new String[parts.length - 1];
      System.arraycopy(parts, 1, joined, 0, joined.length);
      joined[0] = parts[0] + ":" + parts[1];
      return joined;
    }
    return parts;
  }

  static boolean isPath(String source) {
    return source.startsWith(".")
        || source.startsWith("/")
        || source.startsWith("~")
        || source.startsWith("\\\\")
        || source.matches("[A-Za-z]:[\\\\/].*");
  }

  private static String clean(String target) {
    return target.startsWith("/")
        ? Path.of(target.replace("\0", "")).normalize().toString()
        : target;
  }

  /** {@code {source, target, permissions}}. */
  static @Nullable Tree devices(Tree written, Complaint complaint) {
    return Forms.list(written, complaint, MountForms::device);
  }

  private static @Nullable Tree device(Tree item, Complaint complaint) {
    if (item instanceof Tree.Mapping m) {
      return device(m, complaint);
    }
    String[] parts = Trees.text(item).split(":", -1);
    if (parts.length > 3 || parts[0].isEmpty()) {
      complaint.about(item, "\"" + Trees.text(item) + "\" is no device", "write /dev/a:/dev/b:rwm");
      return null;
    }
    return new Trees(item.place())
        .with("source", parts[0])
        .with("target", parts.length > 1 && !parts[1].isEmpty() ? parts[1] : parts[0])
        .with("permissions", parts.length > 2 ? parts[2] : "rwm")
        .mapping();
  }

  /** In the order of the short form, which is made of it. */
  private static @Nullable Tree device(Tree.Mapping device, Complaint complaint) {
    String source = Trees.text(device, "source");
    if (source.isEmpty()) {
      complaint.about(device, "a device has no \"source\"", "add it");
      return null;
    }
    String target = Trees.text(device, "target");
    String permissions = Trees.text(device, "permissions");
    return new Trees(device.place())
        .with("source", source)
        .with("target", target.isEmpty() ? source : target)
        .with("permissions", permissions.isEmpty() ? "rwm" : permissions)
        .mapping();
  }
}
