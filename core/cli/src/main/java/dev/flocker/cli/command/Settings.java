package dev.flocker.cli.command;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
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
import java.util.function.Consumer;
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
public final class Settings implements IDefaultValueProvider {

  public static final String FILE = "flocker.yml";

  /** Options that a person must give each time, and those that are no settings. */
  private static final Set<String> NEVER =
      Set.of(
          "help",
          "install",
          "uninstall",
          "version",
          "check",
          "yes",
          "allow-destroy",
          "assume-absent",
          "powered-off",
          "accept-loss",
          "with-data",
          "start-stopped",
          "finish",
          "apart",
          "rollbacks",
          "target",
          "as",
          "full",
          "snapshot",
          "follow",
          "grep",
          "interactive",
          "tty",
          "user");

  /** SHA-256 of each jar that may be loaded, by file name. */
  private static final String PINS = "pins";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, String> pins = new LinkedHashMap<>();
  private final Map<String, String> environment;

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The file of this name in a folder, or in the nearest one above it. The search ends at a folder
   * in which others may write, as they could have put the file there.
   *
   * @param problems gets a file that others may write
   * @param said gets whole sentences about files that are passed over
   */
  public static Optional<Path> find(Path folder, Problems problems, Consumer<String> said) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path file = at.resolve(FILE);
      boolean there = Files.isRegularFile(file);
      Optional<String> open = Trusted.flaw(at);
      if (open.isPresent()) {
        open.filter(o -> there).ifPresent(o -> said.accept(file + " is not read: " + o));
        return Optional.empty();
      }
      if (there) {
        Trusted.flawOfFile(file)
            .ifPresent(
                flaw ->
                    problems.add(Place.of(file.toString()), FILE, "others could change it", flaw));
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * @param options long names of the options of the command that was given, without dashes
   * @param all of all commands; it takes time to gather them
   */
  public static Settings read(
      Optional<Path> file,
      Map<String, String> environment,
      Set<String> options,
      Supplier<Set<String>> all,
      Problems problems) {
    Settings settings = new Settings(environment);
    Tree written = file.map(f -> YamlReader.read(f, problems)).orElse(null);
    if (written instanceof Tree.Mapping mapping) {
      for (Tree.Entry entry : mapping.entries()) {
        if (entry.key().equals(PINS)) {
          settings.pins(entry.value(), problems);
          continue;
        }
        read(entry, file.orElseThrow(), options, all, problems)
            .ifPresent(
                v -> {
                  settings.values.put(entry.key(), v);
                  settings.places.put(entry.key(), entry.value().place());
                });
      }
    } else if (written != null && !(written instanceof Tree.Scalar s && s.isNull())) {
      problems.add(written.place(), FILE, "is not a mapping", "write OPTION: VALUE");
    }
    return settings;
  }

  /** SHA-256 in hex of the only jars that may be loaded, by file name; empty if none are pinned. */
  public Map<String, String> pins() {
    return pins;
  }

  private void pins(Tree written, Problems problems) {
    if (!(written instanceof Tree.Mapping m) || m.entries().isEmpty()) {
      problems.add(
          written.place(), PINS, "is not a mapping", "write FILE.jar: SHA-256, as sha256sum says");
      return;
    }
    for (Tree.Entry e : m.entries()) {
      String hash = e.value() instanceof Tree.Scalar s ? String.valueOf(s.text()) : "";
      if (!hash.matches("[0-9a-fA-F]{64}")) {
        problems.add(
            e.value().place(),
            PINS + ": " + e.key(),
            "is no SHA-256",
            "write the 64 digits that sha256sum says, in quotes");
      }
      pins.put(e.key(), hash);
    }
  }

  /** Where an option's value was taken from, for a message about it; empty if from neither. */
  public Optional<String> source(OptionSpec option) {
    String name = name(option);
    if (!environment.getOrDefault(variable(name), "").isEmpty()) {
      return Optional.of(variable(name));
    }
    return Optional.ofNullable(places.get(name)).map(Place::toString);
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
    int id = key.equals("vault-id") ? text.indexOf('@') + 1 : 0;
    String name = text.substring(id);
    boolean file =
        switch (key) {
          case "plugins", "report" -> true;
          case "vault-password-file", "identity" -> !name.startsWith("~");
          case "vault-id" -> !name.startsWith("~") && !name.startsWith("prompt");
          case "inventory" -> !name.contains(",");
          default -> false;
        };
    return file ? text.substring(0, id) + settings.resolveSibling(name) : text;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = name(option);
    if (NEVER.contains(name)) {
      return null;
    }
    String given = environment.get(variable(name));
    return given != null && !given.isEmpty() ? given : values.get(name);
  }

  private static String name(OptionSpec option) {
    return option.longestName().substring(2);
  }

  private static String variable(String name) {
    return "FLOCKER_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
