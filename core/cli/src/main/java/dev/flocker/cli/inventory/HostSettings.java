package dev.flocker.cli.inventory;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Renderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what flocker itself needs of a host's variables. */
public final class HostSettings {

  private static final Set<String> HONOURED =
      Set.of(
          "ansible_host",
          "ansible_ssh_host",
          "ansible_port",
          "ansible_ssh_port",
          "ansible_user",
          "ansible_ssh_user",
          "ansible_ssh_private_key_file",
          "ansible_private_key_file",
          "ansible_ssh_common_args",
          "ansible_ssh_extra_args",
          "ansible_connection",
          "ansible_become",
          "ansible_become_method",
          "ansible_become_user",
          "ansible_become_password",
          "ansible_become_pass",
          "ansible_group_priority");

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

  private static final String BUILTIN = "ansible.builtin.";
  private static final String CONNECTION = "ansible_connection";
  private static final String FENCE = "flocker_fence";

  private final Inventory.Host host;
  private final Renderer renderer;
  private final Problems problems;

  public HostSettings(Inventory.Host host, Map<String, String> environment, Problems problems) {
    this.host = host;
    this.renderer = new Renderer(host.variables(), Path.of(""), environment);
    this.problems = problems;
  }

  /** The variables that begin with {@code ansible_} and that flocker cannot honour. */
  public List<String> ignored() {
    return host.variables().names().stream()
        .filter(n -> n.startsWith("ansible_") && !HONOURED.contains(n))
        .toList();
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
    String address = Addresses.of(own.getOrDefault("flocker_address", address()));
    return new NodeInfo(host.name(), address, Map.copyOf(own));
  }

  public Connection connection() {
    return new Connection(
        host.name(),
        connectsLocally(),
        address(),
        text("ansible_port", "ansible_ssh_port").flatMap(this::port),
        text("ansible_user", "ansible_ssh_user"),
        text("ansible_ssh_private_key_file", "ansible_private_key_file"),
        sshArguments(),
        text("ansible_become").map(this::truth).orElse(false),
        becomeUser(),
        text("ansible_become_password", "ansible_become_pass").map(Secret::new),
        fence());
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

  private Optional<Integer> port(String text) {
    try {
      return Optional.of(Port.parse(text).number());
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place("ansible_port"), "host " + host.name() + ": ansible_port", e));
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
    return switch (text) {
      case "true", "True", "yes", "on", "1" -> true;
      case "false", "False", "no", "off", "0" -> false;
      default -> {
        refuse("ansible_become", "\"" + text + "\" is not true or false", "write one of them");
        yield false;
      }
    };
  }

  /** {@code -o OPTION}, {@code -J HOST} and {@code -F FILE}: all else is Ansible's affair. */
  private List<String> sshArguments() {
    List<String> arguments = new ArrayList<>();
    for (String name : List.of("ansible_ssh_common_args", "ansible_ssh_extra_args")) {
      List<String> words = text(name).map(HostSettings::words).orElse(List.of());
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        boolean known = word.startsWith("-o") || word.startsWith("-J") || word.startsWith("-F");
        boolean alone = known && word.length() == 2;
        if (alone && i + 1 < words.size()) {
          arguments.addAll(List.of(word, words.get(++i)));
        } else if (known && !alone) {
          arguments.addAll(List.of(word.substring(0, 2), word.substring(2)));
        } else {
          refuse(
              name, "\"" + word + "\" is not supported", "use -o OPTION=VALUE, -J HOST or -F FILE");
        }
      }
    }
    return List.copyOf(arguments);
  }

  private static List<String> words(String line) {
    try {
      return Words.of(line);
    } catch (IllegalArgumentException e) {
      return List.of(line);
    }
  }

  private Optional<String> text(String... names) {
    for (String name : names) {
      Optional<Tree> written = host.variables().get(name);
      if (written.isPresent()) {
        if (!(renderer.render(written.get(), problems) instanceof Tree.Scalar s)) {
          return Optional.empty();
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
