package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.node.host.Cancelled;
import dev.flocker.node.host.Drain;
import dev.flocker.node.host.Orphans;
import dev.flocker.node.host.Programs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The sending end: a key for this transfer alone, and the system's {@code ssh} connected before
 * there is anything to send. It reads from a FIFO, which this process keeps open until the sending
 * program has it.
 */
final class Outgoing implements AutoCloseable {

  /** What the other end says when it is ready for the stream. */
  static final String READY = "flocker-ready";

  static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration TICK = Duration.ofMillis(500);

  private final Pipe pipe;
  private @Nullable RandomAccessFile open;
  private @Nullable Process ssh;
  private @Nullable Drain sshErrors;
  private @Nullable Process sender;

  Outgoing(String user) {
    this.pipe = Pipe.create(user);
    try {
      Programs.run(
          Command.of(
              "ssh-keygen",
              "-q",
              "-t",
              "ed25519",
              "-N",
              "",
              "-C",
              "flocker",
              "-f",
              key().toString()));
      // For reading and writing: opening a FIFO so waits for nobody.
      this.open = new RandomAccessFile(pipe.fifo().toFile(), "rw");
    } catch (IOException | Failure e) {
      pipe.close();
      throw new Failure("making a key for a transfer", String.valueOf(e.getMessage()), "");
    }
  }

  String publicKey() {
    try {
      return Files.readString(Path.of(key() + ".pub"));
    } catch (IOException e) {
      throw new Failure("making a key for a transfer", e.toString(), "");
    }
  }

  Path fifo() {
    return pipe.fifo();
  }

  /** The command that carries the stream: no configuration of anybody's has a say in it. */
  static List<String> ssh(Path key, Path knownHosts, String user, String address, long port) {
    return List.of(
        "ssh",
        "-F",
        "none",
        "-T",
        "-i",
        key.toString(),
        "-p",
        String.valueOf(port),
        "-l",
        user,
        "-o",
        "BatchMode=yes",
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "IdentityAgent=none",
        "-o",
        "StrictHostKeyChecking=yes",
        "-o",
        "UserKnownHostsFile=" + knownHosts,
        "-o",
        "GlobalKnownHostsFile=/dev/null",
        "-o",
        "HostKeyAlias=target",
        "-o",
        "ConnectTimeout=10",
        "-o",
        "ServerAliveInterval=10",
        "-o",
        "ServerAliveCountMax=3",
        "-o",
        "Compression=no",
        "--",
        address);
  }

  /**
   * Connects to the other node.
   *
   * @throws Failure if it cannot be reached from here
   */
  void arm(String user, String address, long port, List<String> hostKeys) {
    try {
      Path knownHosts = pipe.directory().resolve("known_hosts");
      Files.write(
          knownHosts, hostKeys.stream().map(key -> "target " + PublicKey.parse(key)).toList());
      List<String> argv =
          new ArrayList<>(List.of("sh", "-c", "f=$1; shift; exec \"$@\" <\"$f\"", "sh"));
      argv.add(fifo().toString());
      argv.addAll(ssh(key(), knownHosts, user, address, port));
      ProcessBuilder connection = new ProcessBuilder(argv).directory(new File("/"));
      Orphans.mark(connection);
      Process connecting = connection.start();
      ssh = connecting;
      Drain errors = Drain.of(connecting.getErrorStream());
      sshErrors = errors;
      if (!ready(connecting)) {
        Programs.end(connecting);
        ssh = null;
        throw new Failure("connecting to " + address, errors.text().strip(), "");
      }
    } catch (IOException e) {
      throw new Failure("connecting to " + address, e.toString(), "");
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  /** Runs the sending program; returns when both it and what carries its stream ended well. */
  void send(List<String> argv, Progress progress) {
    Command command = Command.of(argv);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(argv)
              .directory(new File("/"))
              .redirectInput(new File("/dev/null"))
              .redirectOutput(fifo().toFile());
      Orphans.mark(builder);
      Process sending = builder.start();
      sender = sending;
      letGo();
      Drain errors = Drain.of(sending.getErrorStream());
      await(sending, progress);
      if (sending.exitValue() != 0) {
        throw new CommandFailed(command, sending.exitValue(), errors.text());
      }
      Process carrier = ssh;
      if (carrier != null && carrier.waitFor() != 0 && sshErrors != null) {
        throw new Failure(
            "carrying the stream", "ssh: exit " + carrier.exitValue() + " " + sshErrors.text(), "");
      }
    } catch (IOException e) {
      throw new CommandFailed(command, -1, "cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  @Override
  public void close() {
    letGo();
    if (sender != null) {
      Programs.end(sender);
    }
    if (ssh != null) {
      Programs.end(ssh);
    }
    pipe.close();
  }

  /** Its output may end before it does, so only what it says counts. */
  static boolean ready(Process connecting) throws InterruptedException {
    FutureTask<Boolean> said =
        new FutureTask<>(
            () -> {
              try (BufferedReader out = connecting.inputReader()) {
                return out.lines().anyMatch(READY::equals);
              }
            });
    Thread.ofVirtual().start(said);
    try {
      return said.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private void await(Process sending, Progress progress) throws InterruptedException {
    Process carrier = ssh;
    while (!sending.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      progress.report("stream", written(carrier == null ? sending : carrier, carrier == null), -1);
      if (carrier != null && !carrier.isAlive()) {
        Programs.end(sending);
      }
    }
  }

  /** From {@code /proc/PID/io}: what the carrier has read, or else what the sender has written. */
  private static long written(Process process, boolean writes) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/io")).stream()
          .filter(line -> line.startsWith(writes ? "wchar: " : "rchar: "))
          .mapToLong(line -> Long.parseLong(line.substring(7)))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }

  /** From now on the stream ends when its sender does. */
  private void letGo() {
    RandomAccessFile held = open;
    open = null;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        throw new Failure("closing " + fifo(), e.toString(), "");
      }
    }
  }

  private Path key() {
    return pipe.directory().resolve("key");
  }
}
