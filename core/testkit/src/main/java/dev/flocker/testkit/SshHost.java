package dev.flocker.testkit;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import dev.flocker.api.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real node, reached by the system's {@code ssh}, for tests of node halves. The node needs a
 * POSIX shell, coreutils, bash and curl.
 */
public final class SshHost implements Host {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int ABSENT = 66;

  private final Path config;
  private final String node;
  private final Map<String, String> variables;
  private final Path sockets;

  /**
   * @param config of the ssh client
   * @param node as {@code config} calls it
   * @param variables of the inventory; {@code flocker_home} is where {@link #home} is
   */
  public SshHost(Path config, String node, Map<String, String> variables) {
    this.config = config;
    this.node = node;
    this.variables = Map.copyOf(variables);
    try {
      this.sockets = Files.createTempDirectory("ssh");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The node that the tests were given by {@code -Dlab.config=FILE -Dlab.node=NAME}, or by the
   * environment's {@code LAB_CONFIG} and {@code LAB_NODE}.
   */
  public static SshHost ofLab(Map<String, String> variables) {
    return new SshHost(Path.of(setting("lab.config")), setting("lab.node"), variables);
  }

  private static String setting(String property) {
    String name = property.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
    String value = System.getProperty(property, System.getenv(name));
    if (value == null) {
      throw new IllegalStateException("no lab node is given; set " + name + " or -D" + property);
    }
    return value;
  }

  @Override
  public Command.Result run(Command command) {
    String before = Shell.preamble(command.environment());
    Command.Result result =
        ssh(command, Shell.line(command), out -> out.write(input(command, before)));
    if (!command.allowed().contains(result.exit())) {
      throw new CommandFailed(command, result.exit(), result.errors());
    }
    return result;
  }

  private static byte[] input(Command command, String before) {
    String text = command.input() instanceof Command.Input.Text t ? t.text() : "";
    return (before + text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> read(Path file) {
    Command.Result result =
        script("[ -e \"$1\" ] || exit " + ABSENT + "; cat \"$1\"", "", file.toString());
    return result.exit() == ABSENT ? Optional.empty() : Optional.of(checked(result, file).output());
  }

  @Override
  public List<String> list(Path directory) {
    Command.Result result =
        script("[ -e \"$1\" ] || exit " + ABSENT + "; ls -A \"$1\"", "", directory.toString());
    return result.exit() == ABSENT
        ? List.of()
        : checked(result, directory).output().lines().sorted().toList();
  }

  @Override
  public void write(Path file, String text, int mode) {
    String script =
        "umask 077; mkdir -p \"${1%/*}\" && cat >\"$1.new\" && chmod \"$2\" \"$1.new\" "
            + "&& sync \"$1.new\" && mv \"$1.new\" \"$1\"";
    checked(script(script, text, file.toString(), Integer.toOctalString(mode)), file);
  }

  @Override
  public void delete(Path path) {
    checked(script("rm -df -- \"$1\"", "", path.toString()), path);
  }

  /** A folder is packed by this machine's {@code tar}. */
  @Override
  public Path fetch(LocalPath wanted, Progress progress) {
    String name = String.valueOf(Path.of(wanted.path()).getFileName());
    return switch (wanted) {
      case LocalFile file -> fetched(name, out -> Files.copy(Path.of(file.path()), out));
      case LocalFolder folder -> fetched(name + ".tar", out -> pack(folder, out));
    };
  }

  private static void pack(LocalFolder folder, OutputStream out) throws IOException {
    String root = folder.exact() ? "./\0" : "";
    String names =
        root + folder.entries().stream().map(e -> e.path() + "\0").collect(Collectors.joining());
    Process tar =
        new ProcessBuilder(
                "tar", "-C", folder.path(), "--null", "--no-recursion", "-T", "-", "-cf", "-")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.startVirtualThread(
        () -> feed(tar, to -> to.write(names.getBytes(StandardCharsets.UTF_8))));
    try (InputStream packed = tar.getInputStream()) {
      packed.transferTo(out);
    }
  }

  private Path fetched(String name, Writer content) {
    Path target = home().resolve("fetched").resolve(name);
    Command command = Command.of("cat").within(Duration.ofMinutes(10));
    String line = "mkdir -p " + Shell.quote(target.getParent() + "") + " && exec cat > ";
    Command.Result result = ssh(command, line + Shell.quote(target.toString()), content);
    checked(result, target);
    return target;
  }

  @Override
  public Path home() {
    return Path.of(variables.getOrDefault("flocker_home", "/var/lib/flocker"));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public boolean connects(String address, int port, Duration limit) {
    String script = "timeout \"$3\" bash -c 'exec 3<>\"/dev/tcp/$1/$2\"' bash \"$1\" \"$2\"";
    return script(script, "", address, port + "", seconds(limit)).exit() == 0;
  }

  @Override
  public OptionalInt httpStatus(URI url, Map<String, Secret> headers, Duration limit) {
    String script = "curl -gkso /dev/null -m \"$2\" -H @- -w '%{http_code}' \"$1\"";
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name + ": " + value.reveal() + "\n"));
    Command.Result result = script(script, lines.toString(), url.toString(), seconds(limit));
    return result.exit() == 0
        ? OptionalInt.of(Integer.parseInt(result.output()))
        : OptionalInt.empty();
  }

  private static String seconds(Duration limit) {
    return Double.toString(limit.toMillis() / 1000.0);
  }

  @Override
  public void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Command.Result script(String script, String input, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    argv.addAll(List.of(arguments));
    Command command = Command.of(argv).within(LIMIT);
    return ssh(command, Shell.line(argv), out -> out.write(input.getBytes(StandardCharsets.UTF_8)));
  }

  private Command.Result checked(Command.Result result, Path path) {
    if (result.exit() != 0) {
      throw new Failure(path.toString(), result.errors().strip(), "");
    }
    return result;
  }

  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  private Command.Result ssh(Command command, String line, Writer input) {
    List<String> argv = new ArrayList<>(List.of("ssh", "-F", config.toString(), "-T"));
    argv.addAll(List.of("-o", "BatchMode=yes", "-o", "ControlMaster=auto"));
    argv.addAll(List.of("-o", "ControlPersist=20", "-o", "ControlPath=" + sockets + "/%C"));
    argv.addAll(List.of(node, line));
    try {
      Process process = new ProcessBuilder(argv).start();
      try {
        return talk(process, command, input);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Command.Result talk(Process process, Command command, Writer input)
      throws InterruptedException {
    FutureTask<String> output = inBackground(() -> text(process.getInputStream()));
    FutureTask<String> errors = inBackground(() -> text(process.getErrorStream()));
    Thread.startVirtualThread(() -> feed(process, input));
    if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new CommandFailed(command, -1, "took longer than " + command.limit().toSeconds() + "s");
    }
    try {
      return new Command.Result(process.exitValue(), output.get(), errors.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("lost the node", e);
    }
  }

  private static void feed(Process process, Writer input) {
    try (OutputStream out = process.getOutputStream()) {
      input.write(out);
    } catch (IOException e) {
      // A program need not read all of its input; its exit code says what came of it.
    }
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static FutureTask<String> inBackground(Callable<String> work) {
    FutureTask<String> task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }
}
