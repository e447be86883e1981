package dev.flocker.testkit;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import dev.flocker.api.value.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A node that plays back: it answers commands with recorded results, and keeps files in memory.
 *
 * <pre>{@code
 * FakeHost host = new FakeHost();
 * host.on("docker", "ps", "-aq").prints("4ab1\n");
 * host.file("/proc/self/mounts", "...");
 * }</pre>
 *
 * <p>A command that no answer was recorded for fails the test by name.
 */
public final class FakeHost implements Host {

  private final Map<List<String>, Answers> answers = new HashMap<>();
  private final List<Command> commands = new ArrayList<>();
  private final TreeMap<Path, String> files = new TreeMap<>();
  private final Map<Path, Integer> modes = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, Integer> statuses = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();

  /** What was asked for by HTTP. */
  public record Request(URI url, Map<String, Secret> headers) {}

  /** The answers to one command, in order; the last is given again and again. */
  public static final class Answers {
    private final Deque<Command.Result> results = new ArrayDeque<>();

    public Answers prints(String output) {
      return ends(0, output, "");
    }

    public Answers fails(int exit, String errors) {
      return ends(exit, "", errors);
    }

    public Answers ends(int exit, String output, String errors) {
      results.add(new Command.Result(exit, output, errors));
      return this;
    }

    private Command.Result next() {
      return results.size() > 1 ? results.removeFirst() : results.getFirst();
    }
  }

  /** Expects a command; say next what it does. */
  public Answers on(String... argv) {
    return on(List.of(argv));
  }

  public Answers on(List<String> argv) {
    return answers.computeIfAbsent(List.copyOf(argv), a -> new Answers());
  }

  /** Puts a file there. */
  public FakeHost file(String path, String text) {
    files.put(Path.of(path), text);
    return this;
  }

  /** Sets a variable of the inventory. */
  public FakeHost variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Lets something listen that answers every GET with {@code status}. */
  public FakeHost listening(String address, int port, int status) {
    statuses.put(address + ":" + port, status);
    return this;
  }

  /** What ran, in order. */
  public List<List<String>> ran() {
    return commands.stream().map(Command::argv).toList();
  }

  /** What ran, in order, with environment and input. */
  public List<Command> commands() {
    return List.copyOf(commands);
  }

  /** What was asked for by HTTP, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The files as they are now. */
  public Map<Path, String> files() {
    return Map.copyOf(files);
  }

  /** The permission bits that a file was last written with. */
  public Optional<Integer> mode(String path) {
    return Optional.ofNullable(modes.get(Path.of(path)));
  }

  @Override
  public Command.Result run(Command command) {
    commands.add(command);
    Answers known = answers.get(command.argv());
    if (known == null || known.results.isEmpty()) {
      throw new AssertionError("no answer is recorded for: " + String.join(" ", command.argv()));
    }
    Command.Result result = known.next();
    if (!command.allowed().contains(result.exit())) {
      throw new CommandFailed(command, result.exit(), result.errors());
    }
    return result;
  }

  @Override
  public Optional<String> read(Path file) {
    return Optional.ofNullable(files.get(file));
  }

  @Override
  public List<String> list(Path directory) {
    return files.keySet().stream()
        .filter(f -> f.startsWith(directory) && !f.equals(directory))
        .map(f -> directory.relativize(f).getName(0).toString())
        .distinct()
        .toList();
  }

  @Override
  public void write(Path file, String text, int mode) {
    files.put(file, text);
    modes.put(file, mode);
  }

  @Override
  public void delete(Path path) {
    if (!files.containsKey(path) && !list(path).isEmpty()) {
      throw new Failure(path.toString(), "is not empty", "");
    }
    files.remove(path);
  }

  @Override
  public Path fetch(LocalPath wanted, Progress progress) {
    String name = String.valueOf(Path.of(wanted.path()).getFileName());
    return home().resolve("fetched").resolve(wanted instanceof LocalFolder ? name + ".tar" : name);
  }

  @Override
  public Path home() {
    return Path.of("/var/lib/flocker");
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public boolean connects(String address, int port, Duration limit) {
    return statuses.containsKey(address + ":" + port);
  }

  @Override
  public OptionalInt httpStatus(URI url, Map<String, Secret> headers, Duration limit) {
    requests.add(new Request(url, Map.copyOf(headers)));
    Integer status = statuses.get(url.getHost() + ":" + url.getPort());
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Does not wait. */
  @Override
  public void pause(Duration duration) {}
}
