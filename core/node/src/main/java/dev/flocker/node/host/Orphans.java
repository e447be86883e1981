package dev.flocker.node.host;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Programs that a process of flocker's started and did not live to end. They would go on writing
 * where the next run works: each carries its process in its environment, so that it is found. In a
 * container on this machine the same number is another process: those are left alone.
 */
public final class Orphans {

  private static final String MARK = "FLOCKER_PROCESS";
  private static final Path PROCESSES = Path.of("/proc");

  /** Between asking them to end and ending them, and for the kernel to let go of them then. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Orphans() {}

  /** Marks what a builder is going to start as this process's. */
  public static void mark(ProcessBuilder builder) {
    builder.environment().put(MARK, Long.toString(ProcessHandle.current().pid()));
  }

  /**
   * Ends those of processes that are no more.
   *
   * @throws Failure if one cannot be ended: it may still write
   */
  public static void end() {
    List<ProcessHandle> orphans = find();
    orphans.forEach(ProcessHandle::destroy);
    if (!gone(orphans)) {
      orphans.forEach(ProcessHandle::destroyForcibly);
      if (!gone(orphans)) {
        ProcessHandle left = orphans.stream().filter(ProcessHandle::isAlive).findFirst().get();
        throw new Failure(
            "ending what a killed run left",
            "process " + left.pid() + " does not end: " + left.info().commandLine().orElse("?"),
            "wait until it has ended, or restart the node");
      }
    }
  }

  /** Whether all have ended, or do so soon. */
  private static boolean gone(List<ProcessHandle> processes) {
    long end = System.nanoTime() + GRACE.toNanos();
    for (ProcessHandle process : processes) {
      try {
        process.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        throw new Cancelled();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }

  static List<ProcessHandle> find() {
    List<ProcessHandle> found = new ArrayList<>();
    Optional<Path> here = namespace(PROCESSES.resolve("self"));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path one : all) {
        if (parent(one).filter(pid -> ProcessHandle.of(pid).isEmpty()).isPresent()
            && namespace(one).equals(here)) {
          ProcessHandle.of(Long.parseLong(one.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new Failure("looking for what a killed run left", e.toString(), "");
    }
    return found;
  }

  /** In which its number means something; empty if it is gone. */
  private static Optional<Path> namespace(Path process) {
    try {
      return Optional.of(Files.readSymbolicLink(process.resolve("ns/pid")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The process of flocker's that started one; empty for others, and for other users'. */
  private static Optional<Long> parent(Path process) {
    try {
      String text = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      return Arrays.stream(text.split("\0"))
          .filter(entry -> entry.matches(MARK + "=\\d{1,18}"))
          .map(entry -> Long.parseLong(entry.substring(MARK.length() + 1)))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
