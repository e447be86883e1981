package dev.flocker.cli.command;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What holds for options that the command line does not give: variables of the environment, named
 * {@code FLOCKER_} and the option in capitals, and below them {@code flocker.yml}, whose keys are
 * the long options.
 */
final class Settings implements IDefaultValueProvider {

  static final String FILE = "flocker.yml";

  /** Options that a person must give each time, and those that are no settings. */
  private static final Set<String> NEVER =
      Set.of("help", "version", "check", "allow-destroy", "assume-absent", "accept-loss");

  private final Map<String, String> values;
  private final Map<String, String> environment;

  private Settings(Map<String, String> values, Map<String, String> environment) {
    this.values = values;
    this.environment = environment;
  }

  /** The file of this name in a folder, or in the nearest one above it. */
  static Optional<Path> find(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path file = at.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * @param options long names of the options of the command that was given, without dashes
   * @param all of all commands; it takes time to gather them
   */
  static Settings read(
      Optional<Path> file,
      Map<String, String> environment,
      Set<String> options,
      Supplier<Set<String>> all,
      Problems problems) {
    Map<String, String> values = new LinkedHashMap<>();
    file.ifPresent(
        f -> {
          if (YamlReader.read(f, problems) instanceof Tree.Mapping settings) {
            for (Tree.Entry entry : settings.entries()) {
              read(entry, f, options, all, problems).ifPresent(v -> values.put(entry.key(), v));
            }
          }
        });
    return new Settings(values, environment);
  }

  private static Optional<String> read(
      Tree.Entry entry,
      Path file,
      Set<String> options,
      Supplier<Set<String>> all,
      Problems problems) {
    boolean known = options.contains(entry.key()) || all.get().contains(entry.key());
    if (!known || NEVER.contains(entry.key())) {
      List<String> settings = all.get().stream().filter(o -> !NEVER.contains(o)).sorted().toList();
      problems.add(
          entry.place(),
          "\"" + entry.key() + "\"",
          "is not a setting",
          Nearest.remedy(entry.key(), settings));
      return Optional.empty();
    }
    List<Tree> items =
        entry.value() instanceof Tree.Sequence list ? list.items() : List.of(entry.value());
    StringBuilder joined = new StringBuilder();
    for (Tree item : items) {
      if (!(item instanceof Tree.Scalar scalar) || scalar.text() == null) {
        problems.add(
            item.place(),
            "\"" + entry.key() + "\"",
            "is not a text",
            "write a text, or a list of texts");
        return Optional.empty();
      }
      joined.append(joined.isEmpty() ? "" : "\n").append(value(entry.key(), scalar.text(), file));
    }
    return Optional.of(joined.toString());
  }

  /** Files and folders are named relative to the file that names them. */
  private static String value(String key, String text, Path settings) {
    boolean file = key.equals("plugins") || (key.equals("inventory") && !text.contains(","));
    return file ? settings.resolveSibling(text).toString() : text;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().substring(2);
    if (NEVER.contains(name)) {
      return null;
    }
    String variable = "FLOCKER_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String given = environment.get(variable);
    return given != null && !given.isEmpty() ? given : values.get(name);
  }
}
