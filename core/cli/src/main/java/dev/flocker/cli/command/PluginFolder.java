package dev.flocker.cli.command;

import dev.flocker.node.plugin.BadPlugin;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The folder with third parties' jars, and the plugins that are known once it was chosen. What is
 * in a jar runs here and, as root, on every node: none is loaded that others could have put there.
 */
public final class PluginFolder {

  /** Its name, beside {@code flocker.yml} or else beside the playbook. */
  public static final String NAME = "plugins";

  private final Function<List<Path>, Plugins> loader;
  private Path directory = Path.of(NAME);
  private List<Path> jars = List.of();
  private List<Path> left = List.of();
  private Map<String, String> pins = Map.of();
  private @Nullable Plugins loaded;

  public PluginFolder(Function<List<Path>, Plugins> loader) {
    this.loader = loader;
  }

  /** Chooses a directory; it need not be there. */
  public void choose(Path directory) {
    this.directory = directory;
    jars = Plugins.jarsIn(directory);
    left = List.of();
  }

  /** The directory that plugins come from, if any do. */
  public Optional<Path> chosen() {
    return jars.isEmpty() ? Optional.empty() : Optional.of(directory);
  }

  /** Loads nothing of a directory, unless it is chosen later. */
  public void leave(Path directory) {
    left = Plugins.jarsIn(directory);
  }

  /** The jars that lie where a playbook's plugins would, and that nobody chose. */
  public List<Path> left() {
    return left;
  }

  /**
   * Lets in no jar but these.
   *
   * @param pins SHA-256 in hex by file name; empty lets in every jar
   */
  public void pin(Map<String, String> pins) {
    this.pins = Map.copyOf(pins);
  }

  public List<Path> jars() {
    return jars;
  }

  /**
   * Loads them, the first time.
   *
   * @throws BadPlugin if one cannot be used, or others could have put it there
   */
  public Plugins plugins() {
    if (loaded == null) {
      jars.forEach(this::admit);
      loaded = loader.apply(jars);
    }
    return loaded;
  }

  /** A line for each jar: where it is, and the hash to pin it by. */
  public List<String> listed() {
    return jars.stream().map(jar -> jar + "  sha256 " + sha256(jar)).toList();
  }

  private void admit(Path jar) {
    String name = jar.getFileName().toString();
    Trusted.flawOfFile(jar)
        .or(() -> Trusted.flaw(directory))
        .ifPresent(
            flaw -> {
              throw new BadPlugin(name, "is not loaded, as others could change it", flaw);
            });
    if (pins.isEmpty()) {
      return;
    }
    String found = sha256(jar);
    if (!pins.containsKey(name)) {
      throw new BadPlugin(
          name, "is not among the pins of " + Settings.FILE, "remove it, or add " + found);
    }
    if (!found.equalsIgnoreCase(pins.get(name))) {
      throw new BadPlugin(
          name,
          "is not the one that " + Settings.FILE + " pins: its SHA-256 is " + found,
          "put back the one that is pinned, or pin this one");
    }
  }

  private static String sha256(Path jar) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The third party's plugin in whose code something was thrown. */
  public Optional<Origin> toBlame(Throwable thrown) {
    return Optional.ofNullable(loaded).flatMap(plugins -> plugins.toBlame(thrown));
  }
}
