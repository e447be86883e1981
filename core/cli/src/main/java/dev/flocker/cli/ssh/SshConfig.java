package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.template.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenSSH would do for a host, as {@code ssh -G} prints it: lower-case keywords, some more
 * than once.
 */
record SshConfig(Map<String, List<String>> values) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  static SshConfig of(SshTarget target) {
    List<String> argv = new ArrayList<>(List.of("ssh", "-G"));
    argv.addAll(target.options());
    argv.addAll(List.of("--", target.host()));
    try {
      Process ssh = new ProcessBuilder(argv).redirectInput(new java.io.File("/dev/null")).start();
      String said = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String complained = new String(ssh.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (ssh.waitFor() != 0) {
        throw new NodeTrouble.Unreachable(
            target.name(),
            "ssh refuses its configuration: " + complained.strip(),
            "correct the SSH configuration or the inventory's ssh arguments");
      }
      return parse(said);
    } catch (IOException e) {
      throw new NodeTrouble.Unreachable(
          target.name(),
          "ssh cannot be started here: " + e.getMessage(),
          "install OpenSSH's client");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(target.name());
    }
  }

  static SshConfig parse(String text) {
    Map<String, List<String>> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      if (space > 0) {
        values
            .computeIfAbsent(
                line.substring(0, space).toLowerCase(Locale.ROOT), k -> new ArrayList<>())
            .add(line.substring(space + 1));
      }
    }
    return new SshConfig(values);
  }

  String hostname() {
    return first("hostname").orElseThrow();
  }

  String user() {
    return first("user").orElseThrow();
  }

  int port() {
    return first("port").map(Integer::parseInt).orElse(22);
  }

  Optional<String> hostKeyAlias() {
    return first("hostkeyalias");
  }

  /** What it was asked for as. */
  String alias() {
    return first("host").orElse(hostname());
  }

  /** The hosts that lead to it, with commas. */
  Optional<String> jump() {
    return given("proxyjump");
  }

  /** Whether the key of a host that is not known is accepted and remembered. */
  boolean acceptsNewHosts() {
    return first("stricthostkeychecking").orElse("").equals("accept-new");
  }

  /** Whether names are not to be read in known_hosts. */
  boolean hashesKnownHosts() {
    return first("hashknownhosts").orElse("").equals("yes");
  }

  /** What may hold keys to log in with, and is not asked for any. */
  Optional<String> pkcs11Provider() {
    return given("pkcs11provider");
  }

  /** What might have let in a host whose key is not known, and is not honoured. */
  List<String> ignoredForHostKeys() {
    List<String> ignored = new ArrayList<>();
    if (first("stricthostkeychecking").orElse("").equals("false")) {
      ignored.add("StrictHostKeyChecking no (but accept-new)");
    }
    given("knownhostscommand").ifPresent(command -> ignored.add("KnownHostsCommand"));
    first("verifyhostkeydns")
        .filter(v -> !v.equals("false"))
        .ifPresent(v -> ignored.add("VerifyHostKeyDNS"));
    return ignored;
  }

  /** All that was said and is not honoured. */
  List<String> ignored() {
    List<String> ignored = new ArrayList<>(ignoredForHostKeys());
    pkcs11Provider().ifPresent(provider -> ignored.add("PKCS11Provider"));
    given("bindaddress").ifPresent(address -> ignored.add("BindAddress"));
    given("bindinterface").ifPresent(device -> ignored.add("BindInterface"));
    first("addressfamily")
        .filter(family -> !family.equals("any"))
        .ifPresent(family -> ignored.add("AddressFamily"));
    return ignored;
  }

  /** What known_hosts may call it, the better first. */
  List<String> hostKeyNames() {
    if (hostKeyAlias().isPresent()) {
      return List.of(hostKeyAlias().get());
    }
    return port() == 22
        ? List.of(hostname())
        : List.of("[" + hostname() + "]:" + port(), hostname());
  }

  Optional<Path> revokedHostKeys() {
    return first("revokedhostkeys").filter(f -> !f.equals("none")).map(this::path);
  }

  /**
   * A keyword's algorithms by preference: the user's or, where nothing is said, those that the
   * OpenSSH of this machine allows.
   */
  List<String> names(String keyword) {
    return first(keyword.toLowerCase(Locale.ROOT))
        .map(names -> List.of(names.split(",")))
        .orElse(List.of());
  }

  /** By which keys may be used to log in. */
  List<String> userKeyAlgorithms() {
    List<String> names = names("PubkeyAcceptedAlgorithms");
    return names.isEmpty() ? names("PubkeyAcceptedKeyTypes") : names; // before OpenSSH 8.5
  }

  /** In milliseconds. */
  int connectTimeout() {
    return first("connecttimeout")
        .filter(t -> t.matches("[1-9][0-9]{0,5}"))
        .map(t -> Integer.parseInt(t) * 1000)
        .orElse(15_000);
  }

  List<Path> identities() {
    return paths(values.getOrDefault("identityfile", List.of()));
  }

  /** Whether OpenSSH would look for that key, and not miss it, where no IdentityFile is named. */
  boolean isUsual(Path identity) {
    return identity.startsWith(path("~/.ssh"))
        && identity.getFileName().toString().startsWith("id_");
  }

  /** Of users. */
  List<Path> certificates() {
    return paths(values.getOrDefault("certificatefile", List.of()));
  }

  boolean identitiesOnly() {
    return first("identitiesonly").orElse("no").equals("yes");
  }

  /** The user's own and the machine's. */
  List<Path> knownHosts() {
    List<Path> files = new ArrayList<>();
    for (String key : List.of("userknownhostsfile", "globalknownhostsfile")) {
      first(key).ifPresent(line -> files.addAll(paths(Words.of(line))));
    }
    return files.isEmpty() ? List.of(path("~/.ssh/known_hosts")) : files;
  }

  /** Where a key of a host is to be added; /dev/null and none are nowhere. */
  String keptKnownHosts() {
    String first =
        first("userknownhostsfile")
            .flatMap(line -> Words.of(line).stream().findFirst())
            .orElse("~/.ssh/known_hosts");
    return first.equals("none") ? first : path(first).toString();
  }

  /** The socket of the user's agent, if there is one. */
  Optional<Path> agent() {
    String said = first("identityagent").orElse("SSH_AUTH_SOCK");
    if (said.equals("none")) {
      return Optional.empty();
    }
    String socket = said.equals("SSH_AUTH_SOCK") ? System.getenv("SSH_AUTH_SOCK") : said;
    return Optional.ofNullable(socket).filter(s -> !s.isBlank()).map(this::path);
  }

  /**
   * The command whose standard input and output lead to the node, if it is not reached directly.
   */
  Optional<List<String>> proxy(List<String> options) {
    if (jump().isPresent()) {
      return Optional.of(viaJump(jump().get(), options));
    }
    return first("proxycommand")
        .filter(c -> !c.equals("none"))
        .map(c -> List.of("sh", "-c", "exec " + new SshTokens(this).expand(c)));
  }

  /** The last host of the list is the one that connects; those before it lead there. */
  private List<String> viaJump(String jump, List<String> options) {
    List<String> argv = new ArrayList<>(List.of("ssh"));
    int file = options.indexOf("-F");
    if (file >= 0) {
      argv.addAll(options.subList(file, file + 2));
    }
    int comma = jump.lastIndexOf(',');
    if (comma >= 0) {
      argv.addAll(List.of("-J", jump.substring(0, comma)));
    }
    String last = jump.substring(comma + 1);
    argv.addAll(List.of("-o", "BatchMode=yes", "-W", "[" + hostname() + "]:" + port()));
    argv.add(last.contains(":") && !last.startsWith("ssh://") ? "ssh://" + last : last);
    return argv;
  }

  private Optional<String> given(String key) {
    return first(key).filter(value -> !value.equals("none"));
  }

  private Optional<String> first(String key) {
    return values.getOrDefault(key, List.of()).stream().findFirst();
  }

  private List<Path> paths(List<String> texts) {
    return texts.stream().filter(t -> !t.equals("none")).map(this::path).toList();
  }

  private Path path(String text) {
    String known =
        VARIABLE
            .matcher(text)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        Optional.ofNullable(System.getenv(m.group(1))).orElse(m.group())));
    String home = known.startsWith("~/") ? SshTokens.HOME + known.substring(1) : known;
    return Path.of(new SshTokens(this).expand(home));
  }
}
