package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.cli.yaml.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Ansible's own settings: flocker goes without them, and says which would have mattered. */
final class AnsibleConfig {

  private static final String NAME = "ansible.cfg";

  /** What stands for a setting here. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("remote_user", "ansible_user"),
          Map.entry("remote_port", "ansible_port"),
          Map.entry("private_key_file", "ansible_ssh_private_key_file"),
          Map.entry("become", "ansible_become"),
          Map.entry("become_user", "ansible_become_user"),
          Map.entry("become_method", "ansible_become_method"),
          Map.entry("become_ask_pass", "--ask-become-pass"),
          Map.entry("ssh_args", "ansible_ssh_args"),
          Map.entry("ssh_common_args", "ansible_ssh_common_args"),
          Map.entry("ssh_extra_args", "ansible_ssh_extra_args"),
          Map.entry("vault_password_file", "--vault-password-file"),
          Map.entry("vault_identity_list", "--vault-id"),
          Map.entry("ask_vault_pass", "--ask-vault-pass"));

  private AnsibleConfig() {}

  /**
   * A whole message about the file that Ansible would read, if it says how to connect and the
   * inventory does not say the same for each host.
   */
  static Optional<String> note(Inventory inventory, Map<String, String> environment) {
    return files(environment)
        .filter(Files::isRegularFile)
        .findFirst()
        .flatMap(
            file -> {
              Map<String, Place> settings = settings(file);
              settings
                  .keySet()
                  .removeIf(name -> isSaid(inventory, INSTEAD.getOrDefault(name, name)));
              return settings.isEmpty() ? Optional.empty() : Optional.of(message(settings));
            });
  }

  private static boolean isSaid(Inventory inventory, String variable) {
    return inventory.hosts().stream().allMatch(h -> h.variables().get(variable).isPresent());
  }

  private static String message(Map<String, Place> settings) {
    List<String> instead = settings.keySet().stream().map(INSTEAD::get).sorted().toList();
    return settings.values().iterator().next()
        + ": "
        + String.join(", ", settings.keySet())
        + ": flocker does not read "
        + NAME
        + "; say it by "
        + String.join(", ", instead);
  }

  /** Those that Ansible looks for, in its order. */
  private static Stream<Path> files(Map<String, String> environment) {
    List<Path> files = new ArrayList<>();
    String named = environment.getOrDefault("ANSIBLE_CONFIG", "");
    if (!named.isEmpty()) {
      Path path = Path.of(named);
      files.add(Files.isDirectory(path) ? path.resolve(NAME) : path);
    }
    files.add(Path.of(NAME));
    Optional.ofNullable(environment.get("HOME"))
        .ifPresent(home -> files.add(Path.of(home, "." + NAME)));
    files.add(Path.of("/etc/ansible", NAME));
    return files.stream();
  }

  /** Those that matter here, with their places; none if the file cannot be read. */
  private static Map<String, Place> settings(Path file) {
    Map<String, Place> settings = new LinkedHashMap<>();
    try {
      List<String> lines = TextFile.text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String name = lines.get(i).split("[=:]", 2)[0].strip();
        if (lines.get(i).matches("\\w+\\s*[=:]\\s*\\S.*") && INSTEAD.containsKey(name)) {
          settings.putIfAbsent(name, new Place(TextFile.shown(file), i + 1, 1));
        }
      }
    } catch (IllegalArgumentException unreadable) {
      settings.clear();
    }
    return settings;
  }
}
