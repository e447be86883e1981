package dev.flocker.node.host;

import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node says of itself, read from the files where Linux keeps it. */
public final class Facts {

  private static final Pattern NAME = Pattern.compile("(?m)^PRETTY_NAME=\"?(.*?)\"?$");
  private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB$");

  private final Host host;

  public Facts(Host host) {
    this.host = host;
  }

  /**
   * From {@code /etc/machine-id}: 32 hexadecimal digits, the same after a reboot.
   *
   * @throws Failure if the node has none
   */
  public String id() {
    String id = text("/etc/machine-id");
    if (id.isEmpty() || id.equals("uninitialized")) {
      throw new Failure(
          "looking up the node's id",
          "/etc/machine-id is missing or empty",
          "run \"systemd-machine-id-setup\" there");
    }
    return id;
  }

  public Map<String, String> named() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("hostname", text("/proc/sys/kernel/hostname"));
    facts.put("machine", machine(System.getProperty("os.arch", "")));
    facts.put("kernel", text("/proc/sys/kernel/osrelease"));
    facts.put("distribution", first(NAME, text("/etc/os-release")).orElse("Linux"));
    facts.put("cpus", String.valueOf(Runtime.getRuntime().availableProcessors()));
    first(MEMORY, text("/proc/meminfo"))
        .ifPresent(kb -> facts.put("memory_bytes", String.valueOf(Long.parseLong(kb) * 1024)));
    return facts;
  }

  /** Without those of loopback, link-local ones last. */
  public List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(a -> !a.isLoopbackAddress())
          .sorted((a, b) -> Boolean.compare(a.isLinkLocalAddress(), b.isLinkLocalAddress()))
          .map(a -> a.getHostAddress().replaceFirst("%.*", ""))
          .toList();
    } catch (SocketException e) {
      throw new Failure("looking up the node's addresses", e.toString(), "");
    }
  }

  public Set<Listener> listening() {
    Set<Listener> all = new TreeSet<>();
    for (Protocol protocol : Protocol.values()) {
      all.addAll(listening(protocol, text("/proc/net/" + protocol)));
      all.addAll(listening(protocol, text("/proc/net/" + protocol + "6")));
    }
    return all;
  }

  /**
   * Lines of {@code /proc/net/tcp} in the state of what listens; ports are hexadecimal there. What
   * UDP has open for one other place alone is in another state.
   */
  static Set<Listener> listening(Protocol protocol, String table) {
    String state = protocol == Protocol.TCP ? "0A" : "07";
    Set<Listener> all = new TreeSet<>();
    table
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(f -> f.length > 3 && f[3].equals(state))
        .map(f -> f[1].split(":"))
        .filter(place -> !place[1].equals("0000"))
        .forEach(
            place ->
                all.add(Listener.of(new Port(Integer.parseInt(place[1], 16), protocol), place[0])));
    return all;
  }

  /** Java's word for the processor to that of {@code uname -m}. */
  static String machine(String arch) {
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private String text(String file) {
    return host.read(Path.of(file)).map(String::strip).orElse("");
  }
}
