package dev.flocker.cli.inventory;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.HostRenderers;
import dev.flocker.cli.template.Renderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what flocker itself needs of a host's variables. */
public final class HostSettings {

  /** Variables of Ansible's that change how a host is reached, and that are not honoured. */
  private static final Set<String> IGNORED =
      Set.of(
          "ansible_password",
          "ansible_ssh_pass",
          "ansible_ssh_password",
          "ansible_ssh_private_key",
          "ansible_ssh_private_key_passphrase",
          "ansible_private_key_passphrase",
          "ansible_ssh_pkcs11_provider",
          "ansible_ssh_executable",
          "ansible_ssh_timeout",
          "ansible_ssh_retries",
          "ansible_timeout",
          "ansible_host_key_checking",
          "ansible_ssh_host_key_checking",
          "ansible_paramiko_host_key_checking",
          "ansible_ssh_use_tty",
          "ansible_shell_type",
          "ansible_shell_executable",
          "ansible_become_exe",
          "ansible_become_flags",
          "ansible_sudo",
          "ansible_sudo_exe",
          "ansible_sudo_flags",
          "ansible_sudo_pass",
          "ansible_sudo_user",
          "ansible_su",
          "ansible_su_pass",
          "ansible_su_user");

  private static final List<String> SSH_ARGUMENTS =
      List.of("ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args");

  private static final Set<String> CONNECTIONS =
      Set.of("ssh", "smart", "paramiko", "paramiko_ssh", "local");

  /** Without the names of their collections: to Windows, network devices and containers. */
  private static final Set<String> FOREIGN =
      Set.of(
          "winrm",
          "psrp",
          "network_cli",
          "netconf",
          "httpapi",
          "napalm",
          "grpc",
          "docker",
          "docker_api",
          "podman",
          "buildah",
          "kubectl",
          "oc",
          "lxc",
          "lxd",
          "incus",
          "chroot",
          "jail",
          "iocage",
          "zone");

  /** Were such values hidden as they stand in an encrypted file, no output could be read. */
  private static final Pattern COMMON = Pattern.compile("(?i)[0-9]{1,5}|.|true|false|yes|no|root");

  private static final String BUILTIN = "ansible.builtin.";
  private static final String CONNECTION = "ansible_connection";
  private static final String PORT = "flocker_port";
  private static final String FENCE = "flocker_fence";

  private final Inventory.Host host;
  private final Renderer renderer;
  private final Problems problems;
  private final Map<String, Place> secrets = new LinkedHashMap<>();

  /**
   * @param renderers for the hosts of the inventory
   */
  public HostSettings(Inventory.Host host, HostRenderers renderers, Problems problems) {
    this.host = host;
    this.renderer = renderers.of(host.name());
    this.problems = problems;
  }

  /**
   * What it says of how to reach the host and flocker does not honour, each once and with the place
   * it is from.
   */
  public List<String> ignored() {
    List<String> all = new ArrayList<>();
    for (String name : host.variables().names()) {
      if (IGNORED.contains(name)) {
        all.add(place(name) + ": " + name + ": flocker does not honour this variable of Ansible's");
      }
    }
    for (String name : SSH_ARGUMENTS) {
      List<String> flags = sshArguments(name).ignored();
      if (!flags.isEmpty()) {
        String named = String.join(", ", flags);
        all.add(place(name) + ": " + name + ": flocker does not honour ssh's " + named);
      }
    }
    return all;
  }

  /**
   * Whether it is reached in a way that no node is, such as {@code winrm}: it never was one. Of
   * what is not known, such as a slip of the pen, nobody can say that.
   */
  public boolean foreign() {
    String kind = connectionKind();
    return FOREIGN.contains(kind.substring(kind.lastIndexOf('.') + 1));
  }

  /** What a node is told of itself: how to power it off is none of its business. */
  public NodeInfo node() {
    Map<String, String> own = new LinkedHashMap<>();
    for (String name : host.variables().names()) {
      if (name.startsWith("flocker_") && !name.equals(FENCE)) {
        text(name).ifPresent(v -> own.put(name, v));
      }
    }
    Optional.ofNullable(own.get(PORT)).ifPresent(p -> port(PORT, p));
    String address = Addresses.of(own.getOrDefault("flocker_address", address()));
    return new NodeInfo(host.name(), address, Map.copyOf(own));
  }

  public Connection connection() {
    return new Connection(
        host.name(),
        connectsLocally(),
        address(),
        text("ansible_port", "ansible_ssh_port").flatMap(p -> port("ansible_port", p)),
        text("ansible_user", "ansible_ssh_user"),
        text("ansible_ssh_private_key_file", "ansible_private_key_file"),
        SSH_ARGUMENTS.stream().flatMap(n -> sshArguments(n).honoured().stream()).toList(),
        text("ansible_become").map(this::truth).orElse(false),
        becomeUser(),
        text("ansible_become_password", "ansible_become_pass").map(Secret::new),
        fence());
  }

  /** What was asked for so far and is secret, with the place of each. */
  public Map<String, Place> secrets() {
    return secrets;
  }

  private Optional<String> fence() {
    Optional<String> command = text(FENCE).filter(c -> !c.isBlank());
    if (host.variables().get(FENCE).isPresent() && command.isEmpty()) {
      refuse(FENCE, "is no command", "write what powers the node off, for a shell on this machine");
    }
    return command;
  }

  private String address() {
    return text("ansible_host", "ansible_ssh_host").orElse(host.name());
  }

  private Optional<Integer> port(String name, String text) {
    try {
      return Optional.of(Port.ofTcp(text.strip()).number());
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place(name), "host " + host.name() + ": " + name, e));
      return Optional.empty();
    }
  }

  private boolean connectsLocally() {
    String kind = connectionKind();
    if (!CONNECTIONS.contains(kind)) {
      refuse(CONNECTION, "\"" + kind + "\" is not a connection of flocker's", "use ssh or local");
    }
    return kind.equals("local");
  }

  /** As {@code ssh}, also where it is written as {@code ansible.builtin.ssh}. */
  private String connectionKind() {
    String kind = text(CONNECTION).orElse("ssh");
    return kind.startsWith(BUILTIN) ? kind.substring(BUILTIN.length()) : kind;
  }

  private String becomeUser() {
    String method = text("ansible_become_method").orElse("sudo");
    if (!method.equals("sudo") && !method.equals("ansible.builtin.sudo")) {
      refuse("ansible_become_method", "\"" + method + "\" is not supported", "use sudo");
    }
    return text("ansible_become_user").orElse("root");
  }

  private boolean truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "y", "t", "1" -> true;
      case "false", "no", "off", "n", "f", "0" -> false;
      default -> {
        refuse("ansible_become", "\"" + text + "\" is not true or false", "write one of them");
        yield false;
      }
    };
  }

  private SshArguments sshArguments(String variable) {
    try {
      return SshArguments.parse(text(variable).orElse(""));
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place(variable), "host " + host.name() + ": " + variable, e));
      return new SshArguments(List.of(), List.of());
    }
  }

  private Optional<String> text(String... names) {
    for (String name : names) {
      Optional<Tree> written = host.variables().get(name);
      if (written.isPresent()) {
        if (!(renderer.render(written.get(), problems) instanceof Tree.Scalar s)) {
          return Optional.empty();
        }
        if (s.secret() && !COMMON.matcher(String.valueOf(s.text())).matches()) {
          secrets.putIfAbsent(String.valueOf(s.text()), s.place());
        }
        return Optional.ofNullable(s.text()).filter(t -> !t.isEmpty());
      }
    }
    return Optional.empty();
  }

  private void refuse(String name, String why, String remedy) {
    problems.add(place(name), "host " + host.name() + ": " + name, why, remedy);
  }

  private Place place(String name) {
    return host.variables().get(name).map(Tree::place).orElse(host.place());
  }
}
