package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.docker.option.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a container over that flocker did not make. Its own data is never written to, and it can be
 * started again as it was at any time before it is left. Until it has stopped, the copy lies in the
 * volume under another name than a container would mount.
 */
final class Adoption {

  private static final Duration RECENT = Duration.ofMinutes(1);

  private final Ref ref;
  private final Host host;
  private final FolderCopy copy;
  private final Directories directories;

  Adoption(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
    this.copy = new FolderCopy(host);
    this.directories = new Directories(host);
  }

  /**
   * @throws Failure if Docker would remove it as soon as it is stopped
   */
  void requireLasting(String id) {
    requireLasting(inspect(id));
  }

  /** Its volumes would go while what it wrote last is copied out of them. */
  private void requireLasting(Inspection there) {
    if (there.isFleeting()) {
      throw new Failure(
          ref.toString(),
          "container "
              + there.name()
              + " was made with --rm: once it stops, Docker removes it, and its volumes without a"
              + " name",
          there.lasting() + "; then \"adopt\" that");
    }
  }

  /** Copies its data while it runs. */
  void adopt(ContainerState want, String id, Progress progress) {
    Inspection there = inspect(id);
    requireLasting(there);
    if (isHandedOver(there)) {
      return;
    }
    copy.requireTool();
    List<Adopted.Data> all = new AdoptedData(ref, host).of(there, want);
    Optional<Adopted> before = Adopted.of(there.id(), host);
    long since = since(all, before);
    Map<Adopted.Data, Long> bytes = new LinkedHashMap<>();
    for (Adopted.Data data : all) {
      requireOpen(data);
      reopen(data, isOf(before, data));
      bytes.put(data, copy.requireRoom(data.source(), incoming(data)));
    }
    RestartPolicy restart = before.map(Adopted::restart).orElse(there.restart());
    Adopted adopted = new Adopted(there.id(), ref, restart, all, since, "", false);
    adopted.write(host);
    bytes.forEach((data, size) -> copy.near(data.source(), incoming(data), size, progress));
    level(adopted).write(host);
  }

  private static boolean isOf(Optional<Adopted> record, Adopted.Data data) {
    return record.filter(r -> !r.left() && r.volumes().contains(data)).isPresent();
  }

  /**
   * Since when a copy may differ without being seen to: since the first one began, if all that is
   * there is of this container and nobody else has written to it.
   *
   * @return in seconds since 1970; 0 if nothing can be told of what is there
   */
  private long since(List<Adopted.Data> all, Optional<Adopted> before) {
    boolean strange =
        all.stream()
            .anyMatch(d -> isThere(d.directory()) || (isThere(incoming(d)) && !isOf(before, d)));
    long now = Instant.now().getEpochSecond();
    return strange ? 0 : Math.min(now, before.map(Adopted::copied).orElse(now));
  }

  private boolean isThere(Path folder) {
    return host.list(folder.resolveSibling("")).contains(String.valueOf(folder.getFileName()));
  }

  /** Whether all that it wrote is in its volumes, and one of them went to another node since. */
  private boolean isHandedOver(Inspection there) {
    return Adopted.of(there.id(), host)
        .filter(a -> !a.left() && isTaken(a, there))
        .filter(a -> a.volumes().stream().anyMatch(d -> !directories.isOpen(d.directory())))
        .isPresent();
  }

  /** What {@code copied} says holds for each. */
  private Adopted level(Adopted adopted) {
    long began = Long.MAX_VALUE;
    for (Adopted.Data data : adopted.volumes()) {
      copy.requireSame(data.source(), data.folder());
      Path incoming = incoming(data);
      long each = copy.level(data.source(), incoming, adopted.copied(), list(adopted.id()));
      began = Math.min(began, each);
    }
    return adopted.volumes().isEmpty() ? adopted : adopted.copied(began);
  }

  private Path list(String id) {
    return Adopted.folder(host).resolve(id + ".files");
  }

  /** Stops it, and brings what it wrote last to where its successor has it. */
  void take(String id, ContainerState have) {
    Adopted adopted = require(id);
    host.run(Command.of(DockerCommands.restartPolicy(id, RestartPolicy.NEVER)));
    Inspection there = inspect(id);
    if (there.pid() != 0) {
      adopted.volumes().forEach(this::requireOpen);
      adopted.volumes().forEach(data -> copy.requireSame(data.source(), data.folder()));
      adopted.volumes().forEach(data -> reopen(data, true));
      if (isOld(adopted)) {
        adopted = level(adopted);
        adopted.write(host);
      }
    }
    new Stop(id, host).within(have.stopTimeout());
    if (isTaken(adopted, there)) {
      return;
    }
    for (Adopted.Data data : adopted.volumes()) {
      requireOpen(data);
      copy.requireSame(data.source(), data.folder());
      reopen(data, true);
      copy.last(data.source(), incoming(data), adopted.copied(), list(id));
    }
    for (Adopted.Data data : adopted.volumes()) {
      move(incoming(data), data.directory());
    }
    adopted.taken(there.startedAt().toString()).write(host);
  }

  /** Whether much may have been written since: newcomers wait while it is copied. */
  private static boolean isOld(Adopted adopted) {
    return adopted.copied() < Instant.now().minus(RECENT).getEpochSecond();
  }

  /** Whether it wrote nothing since it was taken. */
  private static boolean isTaken(Adopted adopted, Inspection there) {
    return there.pid() == 0 && adopted.taken().equals(there.startedAt().toString());
  }

  /** Starts it again, with its own data; not once its successor has run in its place. */
  void resume(String id) {
    if (inspect(id).name().endsWith(Adopted.SUFFIX)) {
      if (successor().flatMap(s -> find(s.id())).filter(Inspection::wasStarted).isPresent()) {
        return;
      }
      comeBack();
    }
    Adopted adopted = require(id).taken("");
    List<Adopted.Data> open =
        adopted.volumes().stream().filter(d -> directories.isOpen(d.directory())).toList();
    if (open.stream().anyMatch(data -> isThere(data.directory()))) {
      adopted = adopted.copied(0); // a successor may have written to it
    }
    adopted.write(host);
    open.forEach(data -> reopen(data, true));
    host.run(Command.of(DockerCommands.start(id)));
    if (!adopted.restart().equals(RestartPolicy.NEVER)) {
      host.run(Command.of(DockerCommands.restartPolicy(id, adopted.restart())));
    }
  }

  private Optional<Own> successor() {
    return Optional.ofNullable(Own.of(ref, host).get(ref.name()));
  }

  /** Takes its successor away, and gives it its name back. */
  void comeBack() {
    successor().ifPresent(s -> s.discard(host));
    for (Adopted adopted : pending()) {
      String name = inspect(adopted.id()).name();
      String was = name.substring(0, name.length() - Adopted.SUFFIX.length());
      host.run(Command.of(DockerCommands.rename(adopted.id(), was)));
    }
  }

  /** Lets another one have its name. */
  void giveWay(String id) {
    Adopted adopted = require(id);
    Inspection there = inspect(id);
    if (!isTaken(adopted, there)) {
      throw new Failure(
          "container " + there.name(),
          "was started again, and may have written to its own data since",
          "run again");
    }
    if (!there.name().endsWith(Adopted.SUFFIX)) {
      host.run(Command.of(DockerCommands.rename(id, there.name() + Adopted.SUFFIX)));
    }
  }

  /** Whether one gave way that may yet come back. */
  boolean isPending() {
    return !pending().isEmpty();
  }

  /** It was replaced for good. */
  void leave() {
    pending().forEach(adopted -> adopted.leave().write(host));
  }

  /** Those that gave way to the resource, and may yet come back. */
  private List<Adopted> pending() {
    List<Adopted> pending = new ArrayList<>();
    for (Adopted adopted : Adopted.all(host)) {
      if (adopted.ref().equals(ref) && !adopted.left()) {
        find(adopted.id())
            .filter(there -> there.name().endsWith(Adopted.SUFFIX))
            .ifPresent(there -> pending.add(adopted));
      }
    }
    return pending;
  }

  private Adopted require(String id) {
    return Adopted.of(id, host)
        .orElseThrow(
            () ->
                new Failure(
                    ref.toString(),
                    "nothing says where the data of container " + id + " was copied",
                    "run again"));
  }

  private void requireOpen(Adopted.Data data) {
    if (!directories.isOpen(data.directory())) {
      throw new Failure(
          ref.toString(),
          "its volume is not open here, so that what "
              + data.source()
              + " holds cannot come into it: "
              + data.directory().getParent(),
          "see where it is, and whether it or " + data.source() + " is newer: flocker volume ls");
    }
  }

  /** Under the name that nobody mounts. */
  private void reopen(Adopted.Data data, boolean ours) {
    boolean whole = isThere(data.directory());
    if (whole && !ours) {
      throw new Failure(
          ref.toString(),
          "its volume holds data already: " + data.directory(),
          "remove \"adopt\" from the playbook if that is the newer one; else give the volume another"
              + " name");
    }
    if (whole) {
      move(data.directory(), incoming(data));
    }
  }

  private static Path incoming(Adopted.Data data) {
    return data.directory().resolveSibling(data.directory().getFileName() + Directories.INCOMING);
  }

  private void move(Path from, Path to) {
    host.run(Command.of("mv", "--no-target-directory", from.toString(), to.toString()));
  }

  private Inspection inspect(String id) {
    return find(id)
        .orElseThrow(
            () -> new Failure(ref.toString(), "container " + id + " is gone", "run again"));
  }

  private Optional<Inspection> find(String id) {
    Command.Result result =
        host.run(Command.of(DockerCommands.inspect(List.of(id))).allowing(0, 1));
    return Inspection.parse(result.output()).stream().findFirst();
  }
}
