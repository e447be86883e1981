package dev.flocker.node;

import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import dev.flocker.node.host.Cancelled;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has files of the controller's brought here: it asks, the controller writes them over a channel of
 * their own, and says so. They are removed when the run ends; those of a run that was killed, by
 * the next that may write here.
 */
final class Courier implements LocalHost.Courier, AutoCloseable {

  private static final String PREFIX = "files-";
  private static final Schema<LocalFolder> FOLDER = Schema.of(LocalFolder.class);

  private final Path home;
  private final Path directory;
  private final Consumer<Map<String, Object>> ask;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final Map<LocalPath, ReentrantLock> fetching = new ConcurrentHashMap<>();
  private final Map<LocalPath, Path> here = new ConcurrentHashMap<>();

  Courier(Path home, Consumer<Map<String, Object>> ask) {
    this.home = home;
    this.directory = home.resolve(PREFIX + ProcessHandle.current().pid());
    this.ask = ask;
  }

  @Override
  public Path fetch(LocalPath wanted, Progress progress) {
    ReentrantLock once = fetching.computeIfAbsent(wanted, f -> new ReentrantLock());
    once.lock();
    try {
      Path known = here.get(wanted);
      if (known != null) {
        return known;
      }
      Path brought = bring(wanted);
      here.put(wanted, brought);
      return brought;
    } finally {
      once.unlock();
    }
  }

  private Path bring(LocalPath wanted) {
    long number = last.incrementAndGet();
    Path to = directory.resolve(String.valueOf(number));
    CompletableFuture<String> answer = new CompletableFuture<>();
    waiting.put(number, answer);
    try {
      Files.createDirectories(directory);
      Map<String, Object> message = new LinkedHashMap<>(need(wanted));
      message.putAll(Map.of("op", "need", "file", number, "to", to.toString()));
      ask.accept(message);
      String failure = answer.get();
      if (!failure.isEmpty()) {
        throw new Failure("fetching " + wanted.path() + " from the controller", failure, "");
      }
      return to;
    } catch (IOException e) {
      throw new Failure("fetching " + wanted.path() + " from the controller", e.toString(), "");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new Cancelled();
    } finally {
      waiting.remove(number);
    }
  }

  private static Map<String, Object> need(LocalPath wanted) {
    return switch (wanted) {
      case LocalFile file -> Map.of("path", file.path());
      case LocalFolder folder -> Map.of("folder", FOLDER.encode(folder));
    };
  }

  /** The controller's answer: {@code failure} is empty if the file is here. */
  void delivered(Message message) {
    CompletableFuture<String> answer = waiting.get(message.number("file"));
    if (answer != null) {
      answer.complete(message.text("failure"));
    }
  }

  /** Removes what processes left that are no more. */
  void sweep() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(home, PREFIX + "*")) {
      for (Path one : left) {
        if (!runs(one.getFileName().toString().substring(PREFIX.length()))) {
          remove(one);
        }
      }
    } catch (IOException e) {
      System.err.println("sweeping " + home + ": " + e);
    }
  }

  private static boolean runs(String pid) {
    return !pid.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  @Override
  public void close() {
    if (Files.isDirectory(directory)) {
      remove(directory);
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      System.err.println("removing " + directory + ": " + e);
    }
  }
}
