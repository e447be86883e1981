package dev.flocker.cli.playbook;

import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;
import dev.flocker.cli.compose.EnvFile;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.yaml.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that a resource names, beside its playbook.
 *
 * @param hosts those that the resource is for: a file must come out the same for all of them
 */
record SourceFiles(Path folder, HostTemplates templates, List<String> hosts) implements Sources {

  @Override
  public LocalFile local(Tree.Scalar path) {
    Path file = folder.resolve(text(path));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          TextFile.shown(file)
              + (Files.exists(file) ? " is no file" : " does not exist")
              + "; paths are relative to the file that names them");
    }
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          TextFile.shown(file) + " cannot be read; check its permissions");
    }
    try {
      return new LocalFile(file.toAbsolutePath().normalize().toString(), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LocalFolder folder(Tree.Scalar path) {
    Path there = folder.resolve(text(path));
    if (!Files.isDirectory(there)) {
      throw new IllegalArgumentException(
          TextFile.shown(there)
              + (Files.exists(there) ? " is no folder" : " does not exist")
              + "; paths are relative to the file that names them");
    }
    return LocalFolder.of(there);
  }

  @Override
  public SourceFile source(Tree.Scalar path) {
    LocalFile file = local(path);
    List<Problem> found = new ArrayList<>();
    try {
      String content = templates.file(folder.resolve(text(path)), hosts, path.place(), found::add);
      String problem = content == null ? cause(found) : "";
      return new SourceFile(
          text(path), file, Optional.ofNullable(content).map(Secret::new), problem);
    } catch (IllegalArgumentException e) { // it is no text, or too long for one
      return new SourceFile(text(path), file, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public VariablesFile variables(Tree.Scalar path) {
    Path file = folder.resolve(text(path));
    Controller controller = templates.controller();
    Map<String, Secret> variables = new LinkedHashMap<>();
    EnvFile.parse(controller.text(file).text(), TextFile.shown(file), controller.environment())
        .forEach((name, value) -> variables.put(name, new Secret(value)));
    return new VariablesFile(text(path), variables);
  }

  /** The first problem within the file, with its place there. */
  private static String cause(List<Problem> found) {
    Problem p = found.getFirst();
    return p.place() + ": " + p.why() + "; " + p.remedy();
  }

  private static String text(Tree.Scalar path) {
    @Nullable String text = path.text();
    return text == null ? "" : text;
  }
}
