package dev.flocker.cli.ssh;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.cli.template.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How to reach a node, as the inventory says. What it leaves open comes from the user's OpenSSH
 * configuration.
 *
 * @param name as the inventory calls it
 * @param host what to give to ssh: a name, an address or an alias of its configuration
 * @param options for ssh, as words: user, port, key and the inventory's own
 * @param local whether it is the machine that flocker runs on, reached without SSH
 * @param address how other nodes reach it; empty for the one that SSH resolves to
 * @param java the node's own Java to use; empty to bring one
 * @param home of flocker's files there; empty for the usual one
 * @param variables those that begin with {@code flocker_}
 */
public record SshTarget(
    String name,
    String host,
    List<String> options,
    boolean local,
    Optional<String> address,
    Optional<Become> become,
    Optional<String> java,
    Optional<String> home,
    Map<String, String> variables) {

  /**
   * @param variables of the node, by their names in an Ansible inventory
   * @throws IllegalArgumentException with cause and remedy, if one cannot be honoured
   */
  public static SshTarget of(String name, Map<String, String> variables) {
    Map<String, String> own = new TreeMap<>();
    variables.forEach(
        (key, value) -> {
          if (key.startsWith("flocker_")) {
            own.put(key, value);
          }
        });
    return new SshTarget(
        name,
        variables.getOrDefault("ansible_host", name),
        options(variables),
        variables.getOrDefault("ansible_connection", "ssh").equals("local"),
        given(variables, "flocker_address"),
        become(variables),
        given(variables, "flocker_java"),
        given(variables, "flocker_home"),
        own);
  }

  /** The same, with a Java that was found there. */
  SshTarget withJava(String found) {
    return new SshTarget(
        name, host, options, local, address, become, Optional.of(found), home, variables);
  }

  /** On which port other nodes reach it; empty for the one that SSH resolves to. */
  Optional<Integer> port() {
    return given(variables, "flocker_port").map(text -> Port.ofTcp(text.strip()).number());
  }

  private static List<String> options(Map<String, String> variables) {
    List<String> options = new ArrayList<>();
    for (String key : List.of("ansible_ssh_common_args", "ansible_ssh_extra_args")) {
      given(variables, key).ifPresent(args -> options.addAll(Words.of(args)));
    }
    given(variables, "ansible_user").ifPresent(user -> options.addAll(List.of("-l", user)));
    given(variables, "ansible_port").ifPresent(port -> options.addAll(List.of("-p", port)));
    given(variables, "ansible_ssh_private_key_file")
        .ifPresent(key -> options.addAll(List.of("-i", key)));
    return List.copyOf(options);
  }

  private static Optional<Become> become(Map<String, String> variables) {
    if (!variables.getOrDefault("ansible_become", "false").matches("(?i)true|yes|on|1")) {
      return Optional.empty();
    }
    String method = variables.getOrDefault("ansible_become_method", "sudo");
    if (!method.equals("sudo")) {
      throw new IllegalArgumentException(
          "ansible_become_method " + method + " is not known; use sudo");
    }
    Optional<Secret> password =
        given(variables, "ansible_become_password")
            .or(() -> given(variables, "ansible_become_pass"))
            .map(Secret::new);
    return Optional.of(new Become(variables.getOrDefault("ansible_become_user", "root"), password));
  }

  private static Optional<String> given(Map<String, String> variables, String key) {
    return Optional.ofNullable(variables.get(key)).filter(value -> !value.isBlank());
  }
}
