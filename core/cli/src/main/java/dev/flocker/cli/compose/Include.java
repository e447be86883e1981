package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings in what a document includes: applications of their own, each with its own folder. */
final class Include {

  private final ComposeLoader loader;
  private final Merge merge;
  private final Remarks remarks;
  private final Path folder;
  private final Environment environment;

  Include(
      ComposeLoader loader, Merge merge, Remarks remarks, Path folder, Environment environment) {
    this.loader = loader;
    this.merge = merge;
    this.remarks = remarks;
    this.folder = folder;
    this.environment = environment;
  }

  /** The document without its {@code include}; what it says itself wins over what it includes. */
  Tree.Mapping into(Tree.Mapping document) {
    Tree include = document.get("include").orElse(null);
    Tree.Mapping made = Trees.without(document, "include");
    if (include == null) {
      return made;
    }
    if (!(include instanceof Tree.Sequence list)) {
      remarks.problem(include.place(), "include", "is not a list", "write [FILE]");
      return made;
    }
    for (Tree item : list.items()) {
      Tree.Mapping included = included(item);
      for (String section : Canonical.SECTIONS) {
        made = imported(section, included, made);
      }
    }
    return made;
  }

  private Tree.Mapping imported(String section, Tree.Mapping from, Tree.Mapping into) {
    Tree.Entry theirs = from.entry(section).orElse(null);
    if (theirs == null) {
      return into;
    }
    Tree.Mapping own =
        into.get(section).orElse(null) instanceof Tree.Mapping m
            ? m
            : Forms.nothing(theirs.value().place());
    for (Tree.Entry e : Trees.entries(theirs.value())) {
      Tree mine = own.get(e.key()).orElse(null);
      Tree value =
          mine instanceof Tree.Mapping m && e.value() instanceof Tree.Mapping its
              ? merge.named(section, its, m)
              : mine == null ? e.value() : mine;
      own = Trees.with(own, new Tree.Entry(e.place(), e.key(), value));
    }
    return Trees.with(into, new Tree.Entry(theirs.place(), section, own));
  }

  private Tree.Mapping included(Tree item) {
    List<NamedFile> files = new ArrayList<>();
    Tree paths = item instanceof Tree.Mapping m ? m.get("path").orElse(m) : item;
    for (Tree path : paths instanceof Tree.Sequence s ? s.items() : List.of(paths)) {
      Path file = path(path);
      if (file != null) {
        files.add(new NamedFile(file, path.place()));
      }
    }
    if (files.isEmpty()) {
      return Forms.nothing(item.place());
    }
    Path its = files.getFirst().file().toAbsolutePath().getParent();
    Tree named = item instanceof Tree.Mapping m ? m.get("project_directory").orElse(null) : null;
    @Nullable Path directory = named == null ? null : path(named);
    Path project = directory != null ? directory : its == null ? folder : its;
    Application application = loader.load(files, "include", project, environment(item, project));
    return new Rebase(project, folder).file(application.model());
  }

  /** That of the including file wins over its own. */
  private Environment environment(Tree item, Path project) {
    Tree written = item instanceof Tree.Mapping m ? m.get("env_file").orElse(null) : null;
    Map<String, String> own = new LinkedHashMap<>();
    if (written == null) {
      Path usual = project.resolve(".env");
      if (Files.isRegularFile(usual)) {
        own.putAll(EnvFile.read(usual, false, environment::get, item.place(), remarks));
      }
      return environment.or(own);
    }
    for (Tree name : written instanceof Tree.Sequence s ? s.items() : List.of(written)) {
      Path file = path(name);
      if (file != null && !Trees.text(name).equals("/dev/null")) {
        own.putAll(EnvFile.read(file, false, environment::get, name.place(), remarks));
      }
    }
    return environment.or(own);
  }

  private @Nullable Path path(Tree written) {
    String text = Trees.text(written);
    Place place = written.place();
    if (text.isEmpty() || text.contains("://")) {
      remarks.problem(
          place, "include", "\"" + text + "\" is no file here", "name one, relative to this file");
      return null;
    }
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      remarks.problem(place, "include", "\"" + text + "\" is no path", "write another one");
      return null;
    }
  }
}
