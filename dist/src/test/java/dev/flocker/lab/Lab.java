package dev.flocker.lab;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Real nodes n1 to n3 on this machine, by {@code lab/lab}. */
final class Lab {

  static final List<String> NODES = List.of("n1", "n2", "n3");

  /** The first three numbers of all addresses, by the lab's number as {@code lab/lab} has it. */
  static final String NETWORK =
      "10.78." + (Integer.parseInt(System.getenv().getOrDefault("FLOCKER_LAB", "1")) - 1);

  /** What {@link #stockUp} filled in, in one word. */
  static final String CHECKSUM = "SELECT md5(string_agg(g::text, ',' ORDER BY id)) FROM goods g";

  /** How long a node may take to come back by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();

  private final Path inventory;

  private Lab(Path inventory) {
    this.inventory = inventory;
  }

  /**
   * The nodes with new disks, in a lab that is up; the inventory goes into {@code folder}. They
   * have the examples' images already where {@code lab/test} put them in stock.
   */
  static Lab fresh(Path folder) {
    Lab lab = new Lab(folder.resolve("inventory.yml"));
    lab.command("images");
    Shop.write(lab.inventory, lab.command("fresh", "--stocked", "n1", "n2", "n3"));
    return lab;
  }

  /** Has the nodes as they came from Debian, and nothing of theirs shared with other nodes. */
  void bare() {
    command("fresh", "n1", "n2", "n3");
  }

  /** What {@code lab/lab ARGUMENTS} printed. */
  String command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("lab/lab"));
    command.addAll(List.of(arguments));
    return Shell.run(command).exits(0).out();
  }

  /** Runs {@code lab/lab ARGUMENTS}, whatever comes of it. */
  void attempt(String... arguments) {
    List<String> command = new ArrayList<>(List.of("lab/lab"));
    command.addAll(List.of(arguments));
    Shell.run(command);
  }

  String inventory() {
    return inventory.toString();
  }

  /** What {@code script} printed on {@code node}, where it must succeed. */
  String on(String node, String script) {
    return command("on", node, script).strip();
  }

  /** What each node printed, in the order of {@link #NODES}. */
  List<String> onEach(String script) {
    return NODES.stream().map(node -> on(node, script)).toList();
  }

  /** Brings the image {@code name} to a node that has none of it. */
  void load(String node, String name) {
    if (on(node, "docker images -q " + name).isEmpty()) {
      String load = "lab/lab on %s docker load <playbooks/images/%s.tar".formatted(node, name);
      Shell.run(List.of("sh", "-c", load)).exits(0);
    }
  }

  /** What {@code sql} yields in the database that the container {@code db} on {@code node} has. */
  String sql(String node, String sql) {
    return on(node, "docker exec db psql -qAtX -v ON_ERROR_STOP=1 shop -c \"" + sql + "\"");
  }

  /**
   * Fills ten thousand rows into the shop's database on {@code node}.
   *
   * @return what {@link #CHECKSUM} yields from now on
   */
  String stockUp(String node) {
    sql(
        node,
        "CREATE TABLE goods AS SELECT id, md5(id::text) AS name FROM generate_series(1, 10000) id");
    return sql(node, CHECKSUM);
  }

  /** The visits that the shop's database on {@code node} has. */
  Set<Long> rows(String node) {
    return sql(node, "SELECT id FROM visits").lines().map(Long::valueOf).collect(toSet());
  }

  /** The shop's page by way of {@code node}, if it answers 200. */
  Optional<String> visit(String node) {
    try {
      return Optional.of(page(node, 8080, Duration.ofSeconds(15)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The page that is served at {@code port}, by way of {@code node}.
   *
   * @throws IOException if there is none, or it is not well
   */
  String page(String node, int port, Duration limit) throws IOException {
    try {
      URI place = URI.create("http://" + address(node) + ":" + port + "/");
      var response =
          http.send(HttpRequest.newBuilder(place).timeout(limit).build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(response.statusCode() + ": " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while visiting");
    }
  }

  /** The number after {@code label} in one of the page's lines. */
  static long number(String page, String label) {
    return page.lines()
        .filter(line -> line.startsWith(label + ": "))
        .map(line -> Long.parseLong(line.substring(label.length() + 2).strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + label + " in " + page));
  }

  /** Whether something accepts connections to {@code port} of {@code node}. */
  boolean listens(String node, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(node), port), 3000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The nodes that have the volume {@code pgdata} mounted: one, when all is well. */
  List<String> owners() {
    return owners(NODES);
  }

  /** Those of {@code nodes} that have it mounted. */
  List<String> owners(List<String> nodes) {
    return nodes.stream()
        .filter(
            node -> on(node, "findmnt -nro TARGET /flocker/shop/pgdata || true").endsWith("pgdata"))
        .toList();
  }

  /** Whether a node process of flocker's still runs anywhere; the pattern does not find itself. */
  boolean hasNodeProcesses() {
    return onEach("grep -ls '[@]arguments' /proc/[0-9]*/cmdline || true").stream()
        .anyMatch(found -> !found.isEmpty());
  }

  /** What a run must not leave on any node: processes, keys, FIFOs, devices and rules. */
  List<String> leftovers() {
    return onEach(
            "grep -lsz '^FLOCKER_PROCESS=' /proc/[0-9]*/environ; ls -d /dev/shm/flocker-* 2>/dev/null;"
                + " grep -hs flocker-transfer /root/.ssh/authorized_keys; ls /sys/class/net | grep flk;"
                + " iptables-save | grep flocker-hold; ls -d /var/lib/flocker/files-* 2>/dev/null; true")
        .stream()
        .flatMap(String::lines)
        .toList();
  }

  /** The container and the shop's data are on {@code node}, and nowhere else. */
  void hasOnly(String node, String container) {
    assertThat(owners()).containsExactly(node);
    for (String other : NODES) {
      assertThat(on(other, "docker ps -aq --filter name=^" + container + "$"))
          .as("the container %s on %s", container, other)
          .matches(id -> id.isEmpty() != other.equals(node));
    }
  }

  /** Every node leads to the shop and to its database. */
  void answersEverywhere() {
    for (String node : NODES) {
      assertThat(visit(node)).as("the shop by way of %s", node).isPresent();
      assertThat(listens(node, 5432)).as("the database by way of %s", node).isTrue();
    }
  }

  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s within %s", what, PATIENCE).isLessThan(end);
      pause(250);
    }
  }

  static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  static String address(String node) {
    return NETWORK + ".1" + node.substring(1);
  }
}
