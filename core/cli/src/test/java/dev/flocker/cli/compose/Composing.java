package dev.flocker.cli.compose;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads Compose files in a folder, for tests. */
final class Composing {

  private final Path folder;
  private final List<NamedFile> files = new ArrayList<>();
  private final List<NamedFile> envFiles = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> profiles = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Placement placement = Placement.ANYWHERE;
  private Exposed exposed = Exposed.never();

  Composing(Path folder) {
    this.folder = folder;
  }

  /** A Compose file that is read, after those before. */
  Composing file(String name, String text) {
    with(name, text);
    files.add(new NamedFile(folder.resolve(name), Place.of(name)));
    return this;
  }

  Composing file(String text) {
    return file("compose.yaml", text);
  }

  /** A file that is merely there. */
  Composing with(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Composing envFile(String name, String text) {
    with(name, text);
    envFiles.add(new NamedFile(folder.resolve(name), Place.of(name)));
    return this;
  }

  Composing set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Composing profile(String name) {
    profiles.add(name);
    return this;
  }

  Composing placed(Placement where) {
    placement = where;
    return this;
  }

  Composing exposed(Exposed told) {
    exposed = told;
    return this;
  }

  /** What was said of the files before is forgotten. */
  List<Tree> resources() {
    problems.clear();
    notes.clear();
    return new ComposeFiles(
            environment, Schema.of(AllKeys.class), exposed, problems::add, notes::add)
        .resources(new ComposeFiles.Source(files, envFiles, profiles, "shop"), placement, folder);
  }

  /** Each as {@code web db:3306 db}: from, to and its port, and the alias. */
  List<String> links() {
    return linked().stream()
        .map(
            m ->
                "%s %s:%s %s"
                    .formatted(
                        Trees.text(m, "from"),
                        Trees.text(m, "to"),
                        Trees.text(m, "remote_port"),
                        Trees.text(m, "alias")))
        .toList();
  }

  /** At which port of 127.0.0.1 each link is, by {@code web db:3306}. */
  Map<String, Port> localPorts() {
    Map<String, Port> ports = new TreeMap<>();
    for (Tree.Mapping m : linked()) {
      String link = Trees.text(m, "from") + " " + Trees.text(m, "to");
      ports.put(link + ":" + Trees.text(m, "remote_port"), Port.parse(Trees.text(m, "local_port")));
    }
    return ports;
  }

  private List<Tree.Mapping> linked() {
    return resources().stream()
        .map(r -> Trees.entries(r).getFirst())
        .filter(e -> e.key().equals("link"))
        .map(e -> (Tree.Mapping) e.value())
        .toList();
  }

  /** The keys of a container as a playbook has them, one line each, indented by blanks. */
  String container(String name) {
    for (Tree resource : resources()) {
      Tree.Entry entry = Trees.entries(resource).getFirst();
      if (entry.value() instanceof Tree.Mapping m
          && entry.key().equals("container")
          && Trees.text(m, "name").equals(name)) {
        return String.join("\n", YamlWriter.lines(m));
      }
    }
    throw new AssertionError("no container " + name + ": " + problems + notes);
  }

  /** One key of a container, as YAML; empty if it has none. */
  String key(String container, String key) {
    for (Tree resource : resources()) {
      Tree.Entry entry = Trees.entries(resource).getFirst();
      if (entry.value() instanceof Tree.Mapping m && Trees.text(m, "name").equals(container)) {
        return m.get(key).map(YamlWriter::lines).map(l -> String.join("\n", l)).orElse("");
      }
    }
    throw new AssertionError("no container " + container + ": " + problems + notes);
  }

  /** What was wrong, without the folder's name. */
  List<String> problems() {
    return problems.stream().map(p -> relative(p.toString())).toList();
  }

  List<String> notes() {
    return notes.stream().map(this::relative).toList();
  }

  private String relative(String message) {
    return message.replace(folder + "/", "");
  }
}
