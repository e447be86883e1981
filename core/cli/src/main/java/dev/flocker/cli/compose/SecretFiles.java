package dev.flocker.cli.compose;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets and configs: files of the operator's machine, each at its place in the container. */
final class SecretFiles {

  private final Translation t;

  SecretFiles(Translation translation) {
    this.t = translation;
  }

  void into(Draft draft, String service, Tree.Mapping of) {
    for (String section : List.of("secrets", "configs")) {
      String subject = "service " + service + ": " + section;
      for (Tree item : of.get(section).map(Trees::items).orElse(List.of())) {
        if (item instanceof Tree.Mapping m) {
          file(draft, section, subject, m);
        }
      }
    }
  }

  private void file(Draft draft, String section, String subject, Tree.Mapping item) {
    String source = Trees.text(item, "source");
    Place place = item.place();
    if (!t.application().has(section, source)) {
      List<String> names =
          t.application().section(section).entries().stream().map(Tree.Entry::key).toList();
      t.remarks()
          .problem(
              place,
              subject,
              "the file has no \"" + source + "\" below " + section,
              names.isEmpty() ? "add it" : Nearest.remedy(source, names));
      return;
    }
    for (Tree.Entry e : item.entries()) {
      if (e.key().equals("uid") || e.key().equals("gid")) {
        t.remarks().notTaken(e.place(), subject, e.key(), "what is shipped belongs to root");
      }
    }
    Tree.Mapping declared = t.application().named(section, source);
    Tree named = declared.get("file").orElse(null);
    String mode = item.get("mode").map(Modes::octal).orElse("");
    if (named == null) {
      Tree content = content(subject, source, declared);
      if (content != null) {
        ShippedFiles.add(draft, place, target(section, source, item), content, mode);
      }
      return;
    }
    Path path = t.paths().of(Trees.text(named));
    if (path == null) {
      t.remarks()
          .problem(
              named.place(),
              section.replaceFirst("s$", "") + " " + source,
              Trees.text(named) + " is no path",
              "name another one");
      return;
    }
    ShippedFiles.add(draft, place, target(section, source, item), path, mode, t);
  }

  /** What stands in the file, or in the operator's environment; null if neither does. */
  private @Nullable Tree content(String subject, String source, Tree.Mapping declared) {
    Tree variable = declared.get("environment").orElse(null);
    if (variable == null) {
      Tree content = declared.get("content").orElse(null);
      if (content == null) {
        t.remarks()
            .problem(
                declared.place(),
                subject,
                "\"" + source + "\" is kept elsewhere, and only what is here can be shipped",
                "give it a file");
      }
      return content;
    }
    String given = t.application().environment().get(Trees.text(variable));
    if (given == null) {
      t.remarks()
          .problem(
              variable.place(),
              subject,
              "the variable " + Trees.text(variable) + " of \"" + source + "\" is not set",
              "set it in your environment or in .env");
      return null;
    }
    return new Tree.Scalar(variable.place(), given, true, true);
  }

  private static Tree target(String section, String source, Tree.Mapping item) {
    String written = Trees.text(item, "target");
    String folder = section.equals("secrets") ? "/run/secrets/" : "/";
    String target = written.isEmpty() ? source : written;
    return Trees.scalar(item.place(), target.startsWith("/") ? target : folder + target);
  }
}
