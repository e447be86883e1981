package dev.flocker.cli.compose;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Completes services by those that they extend, of the same file or of another one. */
final class Extends {

  /**
   * Where services stand.
   *
   * @param folder that their paths lead from
   */
  record Source(Path file, Path folder) {}

  /**
   * @param read whether the file could be read; if not, that was reported
   */
  private record Known(Tree.Mapping services, Source source, boolean read) {}

  /** Of services that extend one another, before it is called a circle. */
  private static final int LONGEST = 100;

  private final ComposeLoader loader;
  private final Merge merge;
  private final Remarks remarks;
  private final Environment environment;
  private final Map<Path, Known> files = new HashMap<>();
  private final List<String> chain = new ArrayList<>();

  Extends(ComposeLoader loader, Merge merge, Remarks remarks, Environment environment) {
    this.loader = loader;
    this.merge = merge;
    this.remarks = remarks;
    this.environment = environment;
  }

  /**
   * The same document, whose services extend nothing any more, but for those whose base cannot be
   * had: that was reported.
   */
  Tree.Mapping in(Tree.Mapping document, Source source) {
    Tree.Entry entry = document.entry("services").orElse(null);
    Tree tagged =
        entry == null ? null : Tags.of(entry.value()).map(Tree.Entry::value).orElse(entry.value());
    if (entry == null || !(tagged instanceof Tree.Mapping services)) {
      return document;
    }
    Known known = new Known(services, source, true);
    List<Tree.Entry> made = new ArrayList<>();
    for (Tree.Entry e : services.entries()) {
      Tree value = e.value() instanceof Tree.Mapping m ? completed(e.key(), m, known) : e.value();
      made.add(new Tree.Entry(e.place(), e.key(), value));
    }
    Tree all = new Tree.Mapping(services.place(), made);
    Optional<Tree.Entry> tag = Tags.of(entry.value());
    Tree value =
        tag.isEmpty()
            ? all
            : new Tree.Mapping(
                all.place(), List.of(new Tree.Entry(tag.get().place(), tag.get().key(), all)));
    return Trees.with(document, new Tree.Entry(entry.place(), "services", value));
  }

  private Tree.Mapping completed(String name, Tree.Mapping service, Known known) {
    Tree.Entry entry = service.entry("extends").orElse(null);
    if (entry == null || !(entry.value() instanceof Tree.Mapping extending)) {
      return service;
    }
    Tree.Mapping own = Trees.without(service, "extends");
    String subject = "service " + name + ": extends";
    String link = known.source().file() + ":" + name;
    if (chain.contains(link) || chain.size() > LONGEST) {
      remarks.problem(entry.place(), subject, "leads back to " + name, "break the circle");
      return service;
    }
    chain.add(link);
    Tree.Mapping base = base(extending, known, subject);
    chain.removeLast();
    return base == null ? service : merge.services(base, own);
  }

  /** The service that is extended, itself completed; its paths lead from the extending file. */
  private Tree.@Nullable Mapping base(Tree.Mapping extending, Known known, String subject) {
    Known there = there(extending, known, subject);
    if (there == null || !there.read()) {
      return null;
    }
    String name = Trees.text(extending, "service");
    if (!(there.services().get(name).orElse(null) instanceof Tree.Mapping m)) {
      List<String> names = there.services().entries().stream().map(Tree.Entry::key).toList();
      remarks.problem(
          extending.place(),
          subject,
          name.isEmpty()
              ? "names no service"
              : TextFile.shown(there.source().file()) + " has no service \"" + name + "\"",
          name.isEmpty() ? "write service: NAME" : Nearest.remedy(name, names));
      return null;
    }
    if (!(Tags.settled(completed(name, m, there)).orElse(null) instanceof Tree.Mapping base)) {
      return null;
    }
    Tree.Mapping file =
        new Trees(base.place())
            .with("services", new Trees(base.place()).with(name, base).mapping())
            .mapping();
    Tree.Mapping rebased = new Rebase(there.source().folder(), known.source().folder()).file(file);
    return (Tree.Mapping) Trees.entries(rebased.entries().getFirst().value()).getFirst().value();
  }

  private @Nullable Known there(Tree.Mapping extending, Known known, String subject) {
    Tree.Entry file = extending.entry("file").orElse(null);
    if (file == null) {
      return known;
    }
    try {
      Path path = known.source().folder().resolve(Trees.text(file.value())).normalize();
      return files.computeIfAbsent(path, p -> read(new NamedFile(p, file.value().place())));
    } catch (InvalidPathException e) {
      remarks.problem(file.place(), subject, "names no file", "write its path");
      return null;
    }
  }

  private Known read(NamedFile file) {
    Tree.Mapping services = Forms.nothing(file.place());
    List<Tree.Mapping> documents = loader.documents(file, "extends", environment);
    for (Tree.Mapping document : documents) {
      if (document.get("services").orElse(null) instanceof Tree.Mapping m) {
        services = m;
      }
    }
    Path folder = file.file().toAbsolutePath().getParent();
    return new Known(
        services,
        new Source(file.file(), folder == null ? file.file() : folder),
        !documents.isEmpty());
  }
}
