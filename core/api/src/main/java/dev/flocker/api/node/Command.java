package dev.flocker.api.node;

import dev.flocker.api.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program to run, without a shell.
 *
 * @param argv the program and its arguments; no secret may be among them, as every user of the node
 *     can read them
 * @param environment added to the node process's own
 * @param input what it reads
 * @param limit after which it is ended, and has failed
 * @param allowed exit codes that are no failure
 * @since 0.1
 */
public record Command(
    List<String> argv,
    Map<String, Secret> environment,
    Input input,
    Duration limit,
    Set<Integer> allowed) {

  private static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

  public Command {
    argv = List.copyOf(argv);
    environment = new LinkedHashMap<>(environment);
    allowed = Set.copyOf(allowed);
  }

  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  public static Command of(List<String> argv) {
    return new Command(argv, Map.of(), new Input.Nothing(), USUAL_LIMIT, Set.of(0));
  }

  public Command with(String name, Secret value) {
    Map<String, Secret> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Command(argv, more, input, limit, allowed);
  }

  public Command reading(String text) {
    return new Command(argv, environment, new Input.Text(text), limit, allowed);
  }

  public Command reading(Path file) {
    return new Command(argv, environment, new Input.File(file), limit, allowed);
  }

  public Command within(Duration longer) {
    return new Command(argv, environment, input, longer, allowed);
  }

  public Command allowing(Integer... codes) {
    return new Command(argv, environment, input, limit, Set.of(codes));
  }

  /**
   * What a program reads on its standard input.
   *
   * @since 0.1
   */
  public sealed interface Input {
    record Nothing() implements Input {}

    record Text(String text) implements Input {
      @Override
      public String toString() {
        return Secret.MASK;
      }
    }

    record File(Path path) implements Input {}
  }

  /**
   * How a program ended.
   *
   * @param output what it wrote to its standard output
   * @param errors what it wrote to its standard error
   * @since 0.1
   */
  public record Result(int exit, String output, String errors) {
    public Optional<String> firstLine() {
      return output.lines().findFirst();
    }
  }
}
