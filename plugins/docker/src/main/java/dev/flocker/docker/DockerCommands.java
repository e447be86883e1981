package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Enterable;
import dev.flocker.api.node.Loggable;
import dev.flocker.api.value.Durations;
import dev.flocker.docker.ContainerState.BindMount;
import dev.flocker.docker.ContainerState.MountedFile;
import dev.flocker.docker.option.Declaration;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.docker.option.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Docker's command lines. */
final class DockerCommands {

  static final String PROJECT = "flocker.project";
  static final String RESOURCE = "flocker.resource";

  /** What the declaration sets, and the image does not: see {@link Declaration}. */
  static final String DECLARED = "flocker.declared";

  /** The directory with the files that are mounted. */
  static final String FILES = "flocker.files";

  /** What {@link Own#parse} reads. */
  static final String LINE =
      "{{.ID}}\t{{.Names}}\t{{.Label \"flocker.project\"}}\t{{.Label \"flocker.resource\"}}"
          + "\t{{.Label \"flocker.files\"}}\t{{.Image}}";

  static final String EVERYWHERE = "0.0.0.0";

  /** Whether it is meant to end. */
  static final String ONCE = "flocker.once";

  private DockerCommands() {}

  static List<String> list() {
    return List.of("docker", "ps", "-a", "--no-trunc", "--format", LINE);
  }

  static List<String> running() {
    return List.of("docker", "ps", "--no-trunc", "--format", LINE);
  }

  static List<String> ids() {
    return List.of("docker", "ps", "--all", "--no-trunc", "--quiet");
  }

  static List<String> runningIds() {
    return List.of("docker", "ps", "--no-trunc", "--quiet");
  }

  static List<String> removeVolume(String name) {
    return List.of("docker", "volume", "rm", name);
  }

  /** Prints driver and mountpoint, and between them its options if it has any. */
  static List<String> volume(String name) {
    return List.of(
        "docker",
        "volume",
        "inspect",
        "--format",
        "{{.Driver}} {{range $k, $v := .Options}}{{$k}}={{$v}} {{end}}{{.Mountpoint}}",
        name);
  }

  static List<String> listOf(Ref ref) {
    return List.of(
        "docker",
        "ps",
        "-a",
        "--no-trunc",
        "--filter",
        "label=" + RESOURCE + "=" + ref,
        "--format",
        LINE);
  }

  static List<String> inspect(Collection<String> containers) {
    List<String> argv = new ArrayList<>(List.of("docker", "inspect", "--type", "container"));
    argv.addAll(containers);
    return argv;
  }

  /**
   * A line for each: see {@link Load#parse}. It takes about two seconds, however many there are.
   */
  static List<String> stats(Collection<String> ids) {
    List<String> argv = new ArrayList<>(List.of("docker", "stats", "--no-stream", "--no-trunc"));
    argv.addAll(List.of("--format", "{{.ID}}\t{{.CPUPerc}}\t{{.MemUsage}}"));
    argv.addAll(ids);
    return argv;
  }

  static List<String> loggingDriver() {
    return List.of("docker", "info", "--format", "{{.LoggingDriver}}");
  }

  /** Prints {@code true true} where the kernel limits memory and CPU shares. */
  static List<String> limits() {
    return List.of("docker", "info", "--format", "{{.MemoryLimit}} {{.CPUShares}}");
  }

  /** Without a restart policy: none is to start by itself before it is resumed. */
  static List<String> create(
      String name, Ref ref, String project, ContainerState want, Path files) {
    List<String> argv = new ArrayList<>(List.of("docker", "create", "--name", name));
    label(argv, PROJECT, project);
    label(argv, RESOURCE, ref.toString());
    label(argv, DECLARED, Declaration.of(want.options(), want.environment().keySet()).toString());
    if (!want.files().isEmpty() || !want.folders().isEmpty()) {
      label(argv, FILES, files.toString());
    }
    if (want.once()) {
      label(argv, ONCE, "true");
    }
    argv.addAll(Table.create(want.options()));
    environment(argv, want.environment().keySet());
    for (BindMount m : want.volumes()) {
      mount(argv, m.directory().text(), m.mountpoint().text(), m.readOnly());
    }
    for (Mount m : want.mounts()) {
      mount(argv, m.source().text(), m.target().text(), m.readOnly());
    }
    for (int i = 0; i < want.files().size(); i++) {
      MountedFile file = want.files().get(i);
      String source = files.resolve(MountedFiles.nameOf(i, file)).toString();
      mount(argv, source, file.path().text(), true);
    }
    for (int i = 0; i < want.folders().size(); i++) {
      String source = files.resolve(MountedFiles.folderName(i)).toString();
      String target = want.folders().get(i).path().text();
      mount(argv, source, target, true);
    }
    for (PublishedPort p : want.ports()) {
      argv.addAll(List.of("--publish", p.argument()));
    }
    argv.add(want.image());
    argv.addAll(Table.behindImage(want.options()));
    return argv;
  }

  private static void label(List<String> argv, String key, String value) {
    argv.addAll(List.of("--label", key + "=" + value));
  }

  private static void environment(List<String> argv, Set<String> names) {
    if (names.stream().anyMatch(DockerCommands::steersTheClient)) {
      argv.addAll(List.of("--env-file", "/dev/stdin"));
    }
    names.stream().filter(n -> !steersTheClient(n)).forEach(n -> argv.addAll(List.of("--env", n)));
  }

  /**
   * Whether a variable would change what the docker command itself does, so that it cannot be
   * passed in its environment.
   */
  static boolean steersTheClient(String variable) {
    return variable.startsWith("DOCKER_") || variable.startsWith("LD_");
  }

  /** In CSV, as {@code --mount} takes it. */
  private static void mount(List<String> argv, String source, String target, boolean readOnly) {
    String bind = "type=bind," + field("source=" + source) + "," + field("target=" + target);
    argv.addAll(List.of("--mount", readOnly ? bind + ",readonly" : bind));
  }

  private static String field(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /**
   * A container that never starts, with volumes of Docker's own: Docker fills them with the image's
   * folders as it creates it.
   */
  static List<String> createSeed(
      String name, Ref ref, String project, String image, List<BindMount> mounts) {
    List<String> argv = new ArrayList<>(List.of("docker", "create", "--name", name));
    label(argv, PROJECT, project);
    label(argv, RESOURCE, ref.toString());
    for (BindMount m : mounts) {
      argv.addAll(List.of("--mount", "type=volume," + field("target=" + m.mountpoint())));
    }
    argv.addAll(List.of(image, "seed"));
    return argv;
  }

  static List<String> start(String name) {
    return List.of("docker", "start", name);
  }

  static List<String> unpause(String name) {
    return List.of("docker", "unpause", name);
  }

  static List<String> restartPolicy(String name, RestartPolicy policy) {
    return List.of("docker", "update", "--restart", policy.docker(), name);
  }

  /** What a change in place needs. */
  static List<String> update(String name, ContainerState want, ContainerState have) {
    List<String> argv = new ArrayList<>(List.of("docker", "update"));
    argv.addAll(Table.update(want.options(), have.options()));
    argv.add(name);
    return argv;
  }

  static List<String> signal(String name, String signal) {
    return List.of("docker", "kill", "--signal", signal, name);
  }

  static List<String> stop(String name, Duration timeout) {
    return List.of("docker", "stop", "--time", Long.toString(timeout.toSeconds()), name);
  }

  static List<String> rename(String from, String to) {
    return List.of("docker", "rename", from, to);
  }

  /**
   * Docker keeps its anonymous volumes: an image may declare one that the playbook does not, and
   * then the data is in there.
   */
  static List<String> remove(String container) {
    return List.of("docker", "rm", "--force", container);
  }

  /** With its anonymous volumes, which hold nothing but what the image does. */
  static List<String> removeSeed(String container) {
    return List.of("docker", "rm", "--force", "--volumes", container);
  }

  static List<String> execute(String name, List<String> command) {
    List<String> argv = new ArrayList<>(List.of("docker", "exec", name));
    argv.addAll(command);
    return argv;
  }

  static List<String> lastLines(String name) {
    return List.of("docker", "logs", "--tail", "20", name);
  }

  static List<String> log(String name, Loggable.Excerpt excerpt) {
    List<String> argv = new ArrayList<>(List.of("docker", "logs", "--timestamps"));
    if (excerpt.follow()) {
      argv.add("--follow");
    }
    excerpt.since().ifPresent(since -> argv.addAll(List.of("--since", Durations.format(since))));
    excerpt.last().ifPresent(last -> argv.addAll(List.of("--tail", Integer.toString(last))));
    argv.add(name);
    return argv;
  }

  static List<String> enter(String name, Enterable.Visit visit) {
    List<String> argv = new ArrayList<>(List.of("docker", "exec"));
    if (visit.input()) {
      argv.add("--interactive");
    }
    if (visit.terminal()) {
      argv.add("--tty");
    }
    visit.user().ifPresent(user -> argv.addAll(List.of("--user", user)));
    argv.add(name);
    argv.addAll(visit.command());
    return argv;
  }
}
