package dev.flocker.node.host;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalPath;
import dev.flocker.api.value.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The machine that this process runs on. */
public final class LocalHost implements Host {

  /** Brings files and folders of the controller's here. */
  @FunctionalInterface
  public interface Courier {
    Path fetch(LocalPath wanted, Progress progress);
  }

  private static final TimeLimit FILES = new TimeLimit(Duration.ofMinutes(1));

  private final Path home;
  private final Map<String, String> variables;
  private final Courier courier;

  public LocalHost(Path home, Map<String, String> variables, Courier courier) {
    this.home = home;
    this.variables = Map.copyOf(variables);
    this.courier = courier;
  }

  @Override
  public Command.Result run(Command command) {
    return Programs.run(command);
  }

  @Override
  public Optional<String> read(Path file) {
    String what = "reading " + file;
    try {
      byte[] bytes = FILES.with(what, () -> Files.readAllBytes(file));
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure(what, e);
    }
  }

  @Override
  public List<String> list(Path directory) {
    String what = "listing " + directory;
    try {
      return FILES.with(what, () -> names(directory));
    } catch (NoSuchFileException absent) {
      return List.of();
    } catch (IOException e) {
      throw failure(what, e);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(e -> e.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void write(Path file, String text, int mode) {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a parent");
    try {
      Files.createDirectories(directory);
      Path beside = Files.createTempFile(directory, "." + file.getFileName(), ".tmp");
      try {
        Files.setPosixFilePermissions(beside, permissions(mode));
        put(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
      force(directory);
    } catch (IOException e) {
      throw failure("writing " + file, e);
    }
  }

  @Override
  public void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      throw new Failure("removing " + path, "it is not empty", "");
    } catch (IOException e) {
      throw failure("removing " + path, e);
    }
  }

  @Override
  public Path fetch(LocalPath wanted, Progress progress) {
    return courier.fetch(wanted, progress);
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public boolean connects(String address, int port, Duration limit) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) limit.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  public OptionalInt httpStatus(URI url, Map<String, Secret> headers, Duration limit) {
    return HttpStatus.of(url, headers, limit);
  }

  @Override
  public void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new Cancelled();
    }
  }

  private static void put(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A rename survives a power failure only when its directory is on disk. */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] all = PosixFilePermission.values();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        set.add(all[bit]);
      }
    }
    return set;
  }

  /** What the system said, in a person's words. */
  public static Failure failure(String what, IOException e) {
    if (e instanceof AccessDeniedException) {
      return new Failure(what, "permission denied", "");
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : null;
    return new Failure(what, reason == null ? e.toString() : reason, "");
  }
}
