package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment and the labels of a service, the files that hold them included. */
final class Variables {

  private final Translation t;

  Variables(Translation translation) {
    this.t = translation;
  }

  void into(Draft draft, String subject, Tree.Mapping service) {
    Map<String, Tree.Entry> environment = new LinkedHashMap<>();
    Map<String, String> read = new HashMap<>();
    for (Tree file : service.get("env_file").map(Trees::items).orElse(List.of())) {
      if (file instanceof Tree.Mapping m) {
        file(subject + ": env_file", m, read, environment);
      }
    }
    service.get("environment").ifPresent(own -> own(Trees.entries(own), environment));
    put(draft, "environment", service, environment);
    Map<String, Tree.Entry> labels = new LinkedHashMap<>();
    for (Tree file : service.get("label_file").map(Trees::items).orElse(List.of())) {
      Tree.Mapping named = new Trees(file.place()).with("path", file).mapping();
      file(subject + ": label_file", named, new HashMap<>(), labels);
    }
    for (Tree.Entry e : service.get("labels").map(Trees::entries).orElse(List.of())) {
      Tree value = Trees.isNull(e.value()) ? Trees.scalar(e.place(), "") : e.value();
      labels.put(e.key(), new Tree.Entry(e.place(), e.key(), value));
    }
    labels(draft, subject, service, labels);
  }

  private void labels(
      Draft draft, String subject, Tree.Mapping service, Map<String, Tree.Entry> labels) {
    if (!labels.isEmpty() && !t.vocabulary().has("labels")) {
      Place place = labels.values().iterator().next().place();
      t.remarks().notTaken(place, subject, "labels", "a container has no key for it");
      return;
    }
    put(draft, "labels", service, labels);
  }

  private static void put(
      Draft draft, String key, Tree.Mapping service, Map<String, Tree.Entry> entries) {
    if (!entries.isEmpty()) {
      Place place = service.entry(key).map(Tree.Entry::place).orElse(service.place());
      draft.put(key, place, new Tree.Mapping(place, List.copyOf(entries.values())));
    }
  }

  /** A name alone has the value that the operator's environment gives it; without one it is not. */
  private void own(List<Tree.Entry> own, Map<String, Tree.Entry> environment) {
    for (Tree.Entry e : own) {
      String given = t.application().environment().get(e.key());
      if (!Trees.isNull(e.value())) {
        environment.put(e.key(), e);
      } else if (given != null) {
        Tree value = Trees.scalar(e.place(), given);
        environment.put(e.key(), new Tree.Entry(e.place(), e.key(), value));
      } else {
        environment.remove(e.key());
      }
    }
  }

  private void file(
      String subject,
      Tree.Mapping written,
      Map<String, String> read,
      Map<String, Tree.Entry> into) {
    Tree named = written.get("path").orElse(written);
    String format = Trees.text(written, "format");
    boolean required =
        !written
            .get("required")
            .map(Trees::text)
            .filter(Values::isBool)
            .map(Values::bool)
            .equals(Optional.of(false));
    @Nullable Path path = t.paths().of(Trees.text(named));
    if (!format.isEmpty() && !format.equals("raw")) {
      t.remarks()
          .problem(named.place(), subject, "the format " + format + " is unknown", "write raw");
      return;
    }
    if (path == null || Trees.text(named).isEmpty()) {
      t.remarks().problem(named.place(), subject, "names no file", "write its path");
      return;
    }
    if (!Files.exists(path)) {
      if (required) {
        t.remarks()
            .problem(
                named.place(),
                subject,
                TextFile.shown(path) + " does not exist",
                "make it, or write {path: " + Trees.text(named) + ", required: false}");
      }
      return;
    }
    Substitution.Lookup known =
        name -> {
          String given = t.application().environment().get(name);
          return given != null ? given : read.get(name);
        };
    List<Map.Entry<String, String>> found =
        new ArrayList<>(
            EnvFile.read(path, format.equals("raw"), known, named.place(), t.remarks()).entrySet());
    for (Map.Entry<String, String> e : found) {
      read.put(e.getKey(), e.getValue());
      Tree value = Trees.scalar(named.place(), e.getValue());
      into.put(e.getKey(), new Tree.Entry(named.place(), e.getKey(), value));
    }
  }
}
