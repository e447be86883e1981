package dev.flocker.cli.command.keep;

import dev.flocker.api.value.Durations;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.WrongInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line by which a timer calls {@code flocker keep}: as it was given, wherever it came
 * from, with absolute paths.
 */
record KeepLine(
    NodeOptions nodes,
    List<String> extraVars,
    Duration lockTimeout,
    Optional<Path> plugins,
    List<Path> playbooks) {

  /**
   * @throws WrongInput if it asks for what only a person can type, or says what none but its reader
   *     should know
   */
  void check() {
    boolean asks =
        nodes.askBecomePass
            || nodes.inventory.askVaultPassword
            || nodes.inventory.vaultIds.stream().anyMatch(KeepLine::isAsked);
    if (asks) {
      throw new WrongInput(
          "a timer has nobody to ask for a password",
          "set ansible_become_password, or give --vault-password-file");
    }
    if (extraVars.stream().anyMatch(v -> !v.startsWith("@"))) {
      throw new WrongInput(
          "everybody on this machine reads a timer's command line",
          "write the variables into a file: -e @FILE");
    }
  }

  /** As {@code VaultPasswords} takes it, with an id or without. */
  private static boolean isAsked(String vaultId) {
    return vaultId.substring(vaultId.indexOf('@') + 1).startsWith("prompt");
  }

  List<String> words(String script) {
    List<String> words = new ArrayList<>(List.of(script, "keep", "-q"));
    for (String file : nodes.inventory.files) {
      words.addAll(List.of("-i", file.contains(",") ? file : absolute(file)));
    }
    for (String file : nodes.inventory.vaultPasswordFiles) {
      words.addAll(List.of("--vault-password-file", home(file)));
    }
    for (String id : nodes.inventory.vaultIds) {
      int at = id.indexOf('@') + 1;
      words.addAll(List.of("--vault-id", id.substring(0, at) + home(id.substring(at))));
    }
    extraVars.forEach(v -> words.addAll(List.of("-e", "@" + absolute(v.substring(1)))));
    nodes.inventory.allowedPipes.forEach(p -> words.addAll(List.of("--allow-pipe", p)));
    plugins.ifPresent(p -> words.addAll(List.of("--plugins", absolute(p.toString()))));
    if (nodes.become) {
      words.add("-b");
    }
    if (nodes.verbose) {
      words.add("-v");
    }
    words.addAll(List.of("-f", Integer.toString(nodes.forks)));
    words.addAll(List.of("--lock-timeout", Durations.format(lockTimeout)));
    playbooks.forEach(p -> words.add(absolute(p.toString())));
    return words;
  }

  private static String absolute(String file) {
    return Path.of(file).toAbsolutePath().normalize().toString();
  }

  /** Flocker itself knows what a tilde means. */
  private static String home(String file) {
    return file.startsWith("~") ? file : absolute(file);
  }
}
