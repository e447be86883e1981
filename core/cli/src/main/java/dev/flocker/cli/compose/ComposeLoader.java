package dev.flocker.cli.compose;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads Compose files into one application. */
final class ComposeLoader {

  private final Remarks remarks;
  private final Merge merge;

  /** The files that are being read, outermost first, as each may include others. */
  private final List<Path> open = new ArrayList<>();

  ComposeLoader(Remarks remarks) {
    this.remarks = remarks;
    this.merge = new Merge(remarks);
  }

  /**
   * @param files each merged into what those before it say
   * @param subject what names them
   * @param folder that relative paths lead from
   */
  Application load(List<NamedFile> files, String subject, Path folder, Environment environment) {
    Tree.Mapping model = Forms.nothing(files.getFirst().place());
    for (NamedFile file : files) {
      Path path = file.file().toAbsolutePath().normalize();
      if (open.contains(path)) {
        remarks.problem(
            file.place(), "include", TextFile.shown(path) + " includes itself", "break the circle");
        continue;
      }
      open.add(path);
      for (Tree.Mapping document : documents(file, subject, environment)) {
        model = merge.files(model, resolved(document, file, folder, environment));
      }
      open.removeLast();
    }
    return new Application(model, folder, environment);
  }

  /** What a document has by itself, by what it includes, and by the services that it extends. */
  private Tree.Mapping resolved(
      Tree.Mapping document, NamedFile file, Path folder, Environment environment) {
    Tree.Mapping included = new Include(this, merge, remarks, folder, environment).into(document);
    Extends extending = new Extends(this, merge, remarks, environment);
    return extending.in(included, new Extends.Source(file.file(), folder));
  }

  /**
   * The documents of a file in long form, variables put in.
   *
   * @param subject what names it
   * @return none if it cannot be read, which is then reported
   */
  List<Tree.Mapping> documents(NamedFile file, String subject, Environment environment) {
    String shown = TextFile.shown(file.file());
    String text;
    try {
      text = TextFile.text(file.file());
    } catch (IllegalArgumentException e) {
      remarks.problem(Problem.of(file.place(), subject, e));
      return List.of();
    }
    List<Tree> documents = YamlReader.documents(text, shown, Tags.ALL, remarks::problem);
    List<Tree.Mapping> read = new ArrayList<>();
    for (Tree document : documents == null ? List.<Tree>of() : documents) {
      if (document instanceof Tree.Mapping m) {
        Tree made = new Interpolation(environment, remarks).of(m);
        read.add(new Canonical(remarks).file((Tree.Mapping) made));
      } else if (!Trees.isNull(document)) {
        remarks.problem(
            document.place(), "Compose file", "is not a mapping", "write services: and so on");
      }
    }
    return read;
  }
}
