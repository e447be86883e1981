package dev.flocker.zfs;

import static dev.flocker.zfs.ZfsCommands.look;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** ZFS on one node. */
record Zfs(Host host) {

  /** zfs-fuse may never serve one of two datasets that are created or mounted at the same time. */
  private static final ReentrantLock CHANGING = new ReentrantLock();

  /**
   * For what writes: much that is not on the disk yet goes there first, and zfs-fuse destroys at
   * once.
   */
  static final Duration LIMIT = Duration.ofMinutes(20);

  private static final String OUT_OF_SPACE = "out of space";

  private static final int TRIES = 25;
  private static final Duration BETWEEN = Duration.ofMillis(200);

  /**
   * A dataset and all below it; none if it is not there.
   *
   * @throws Failure if that is because its pool is not
   */
  List<Found> below(String dataset) {
    Optional<List<Found>> seen = seen(dataset);
    if (seen.isPresent()) {
      return seen.get();
    }
    Pools.look(host);
    return seen(dataset).orElse(List.of()); // now that its pool is certain
  }

  private Optional<List<Found>> seen(String dataset) {
    Command command = Command.of(look(dataset));
    Command.Result result = host.run(command.allowing(0, 1));
    if (result.exit() == 0) {
      return Optional.of(Found.parse(result.output()));
    }
    if (result.errors().contains("does not exist")) {
      return Optional.empty();
    }
    throw new CommandFailed(command, result.exit(), result.errors());
  }

  Optional<Found> find(Dataset dataset) {
    return below(dataset.path()).stream()
        .filter(f -> f.dataset().equals(dataset.path()))
        .findFirst();
  }

  /**
   * @throws Failure if there is none
   */
  Found require(Dataset dataset) {
    return find(dataset)
        .orElseThrow(() -> new Failure(dataset.path(), "there is no such dataset", ""));
  }

  static Command writing(List<String> argv) {
    return Command.of(argv).within(LIMIT);
  }

  void run(List<String> argv) {
    change(writing(argv));
  }

  /**
   * @throws Failure with a way out if the pool is full: ZFS then takes hardly more than removals
   */
  private Command.Result change(Command command) {
    CHANGING.lock();
    try {
      return host.run(command);
    } catch (CommandFailed e) {
      throw e.errors().contains(OUT_OF_SPACE) ? full(command, e) : e;
    } finally {
      CHANGING.unlock();
    }
  }

  private static Failure full(Command command, CommandFailed why) {
    return new Failure(
        String.join(" ", command.argv()),
        why.errors().strip(),
        "make room in the pool: flocker volume prune PROJECT/NAME --keep 0 destroys snapshots of"
            + " flocker's that no replica needs, flocker volume snapshots PROJECT/NAME shows for whom"
            + " the rest stays; zfs list -t snapshot shows those of others; what else helps is to"
            + " remove files, or to give the pool a disk");
  }

  /**
   * Runs a command that a dataset may still refuse that was let go of just now, or in which files
   * were removed just now: zfs-fuse is late with the one, all are with the other.
   */
  void runOnceFree(List<String> argv) {
    Command command = writing(argv).allowing(0, 1, ZfsCommands.UNMOUNT_FAILED);
    for (int left = TRIES; ; left--) {
      Command.Result result = change(command);
      if (result.exit() == 0) {
        return;
      }
      boolean late = Stream.of("busy", "less than current").anyMatch(result.errors()::contains);
      if (left == 0 || !late) {
        throw new CommandFailed(command, result.exit(), result.errors());
      }
      host.pause(BETWEEN);
    }
  }

  /** Runs a command whose aim may be reached already, which it says by failing. */
  private void runUnless(String already, List<String> argv) {
    Command command = writing(argv).allowing(0, 1);
    Command.Result result = change(command);
    if (result.exit() != 0 && !result.errors().contains(already)) {
      throw new CommandFailed(command, result.exit(), result.errors());
    }
  }

  /** Some versions mount by themselves what was made mountable. */
  void mount(Dataset dataset) {
    if (!require(dataset).mounted()) {
      runOnceFree(ZfsCommands.mount(dataset));
    }
  }

  void hold(String snapshot) {
    runUnless("tag already exists", ZfsCommands.hold(snapshot));
  }

  void release(String snapshot) {
    runUnless("no such tag", ZfsCommands.release(snapshot));
  }

  /**
   * Makes the datasets that hold a project's volumes. Nothing below them is writable by itself.
   * Volumes are made side by side, and zfs-fuse shows a dataset before what it was made with.
   */
  void makeParents(Dataset dataset) {
    CHANGING.lock();
    try {
      makeMissingParents(dataset);
    } finally {
      CHANGING.unlock();
    }
    Pools.remember(dataset.pool(), host);
  }

  /** Whoever else works on the node may be quicker. */
  private void makeMissingParents(Dataset dataset) {
    List<Found> found = below(Dataset.root(dataset.pool()));
    if (found.isEmpty()) {
      runUnless("already exists", ZfsCommands.createRoot(dataset.pool()));
    } else {
      checkRoot(found.getFirst());
    }
    if (found.stream().noneMatch(f -> f.dataset().equals(dataset.parent()))) {
      runUnless("already exists", ZfsCommands.createProject(dataset.parent()));
    }
  }

  /** What it lacks it is given; what an administrator set otherwise stays. */
  private void checkRoot(Found root) {
    if (!root.readonly()) {
      throw new Failure(
          root.dataset(),
          "it is not readonly, so a copy received below it could be written to",
          "run zfs set readonly=on " + root.dataset());
    }
    String seen = host.run(Command.of(ZfsCommands.lookAtRoot(root.dataset()))).output();
    List<String> lines = seen.lines().toList();
    ZfsCommands.OF_ROOT.forEach(
        (property, value) -> {
          if (!lines.contains(property + "\tlocal")) {
            run(ZfsCommands.set(root.dataset(), property, value));
          }
        });
  }
}
