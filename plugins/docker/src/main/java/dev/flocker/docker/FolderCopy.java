package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one folder of a node the same as another: owners, modes, times, hard links, holes, ACLs and
 * extended attributes, and without what the other has not.
 */
final class FolderCopy {

  private static final Duration LIMIT = Duration.ofDays(2);

  /** Passes over data that is written to, until a pass is this short or there were so many. */
  private static final Duration LITTLE = Duration.ofSeconds(2);

  private static final int MOST_PASSES = 5;

  /**
   * How far clocks are set back while nobody looks, and more: what was written since a moment is
   * looked for from this long before it.
   */
  private static final Duration UNSURE = Duration.ofMinutes(1);

  /** Files that go away, or attributes, while they are copied are no failure. */
  private static final Integer[] LIVE = {0, 24};

  /** Nothing is left out. */
  private static final Integer[] WHOLE = {0};

  /** What an earlier copy has otherwise, such as a file for a folder, is for the next pass. */
  private static final Integer[] BEGUN = {0, 23, 24};

  /** By size and whole seconds: not all file systems keep more of a time. */
  private static final List<String> RSYNC = List.of("rsync", "-aHAX", "--numeric-ids");

  private static final long MEGABYTE = 1_000_000;

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private final Host host;

  FolderCopy(Host host) {
    this.host = host;
  }

  /**
   * @throws Failure with the way to what is missing
   */
  void requireTool() {
    if (host.run(Command.of("which", "rsync").allowing(0, 1)).exit() != 0) {
      throw new Failure(
          "rsync", "is not installed, and data is copied by it", "apt-get install rsync");
    }
  }

  /**
   * Which folder it is, by its device and inode.
   *
   * @throws Failure if it is none
   */
  String identify(Path folder) {
    String seen =
        host.run(Command.of("stat", "--format=%d:%i %F", folder.toString())).output().strip();
    if (!seen.endsWith(" directory")) {
      throw new Failure(folder.toString(), "is no folder", "mount it where it is: \"mounts\"");
    }
    return seen.substring(0, seen.indexOf(' '));
  }

  /**
   * What is empty only because nothing is mounted there any more must not empty the copy.
   *
   * @param identity as it was
   */
  void requireSame(Path folder, String identity) {
    if (!identify(folder).equals(identity)) {
      throw new Failure(
          folder.toString(),
          "is another folder than the one that was copied",
          "see whether what was mounted there still is: findmnt --target " + folder);
    }
  }

  /**
   * Brings it near while it is written to.
   *
   * @param bytes what it holds, for whoever watches
   * @param progress is told of each pass
   */
  void near(Path from, Path to, long bytes, Progress progress) {
    flush(from);
    progress.report("copying " + from + ", " + bytes / MEGABYTE + " MB", 0, -1);
    begin(from, to);
    long took = Long.MAX_VALUE;
    for (int pass = 0; pass < MOST_PASSES && took > LITTLE.toNanos(); pass++) {
      long began = System.nanoTime();
      String what = "copying what was written to " + from + " meanwhile, pass " + (pass + 1);
      progress.report(what, 0, -1);
      once(from, to);
      took = System.nanoTime() - began;
    }
  }

  /**
   * From now on, whatever is written has a change time since now: the kernel gives a page that is
   * mapped into memory one when it is first written to, and again only once that has gone to the
   * disk.
   */
  private void flush(Path folder) {
    sync(folder);
    String mounts = host.read(MOUNTS).orElse("");
    mounts
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> words.length > 1)
        .map(words -> Path.of(words[1].replace("\\040", " ")))
        .filter(below -> below.startsWith(folder) && !below.equals(folder))
        .forEach(this::sync);
  }

  private void sync(Path folder) {
    host.run(Command.of("sync", "--file-system", folder.toString()).within(LIMIT));
  }

  /**
   * What is not there yet, with its holes. In files that are there rsync would leave what is to be
   * zeros as it was, if it were to make holes in them (until 3.3.0, where a file ends with them).
   */
  private void begin(Path from, Path to) {
    List<String> argv = new ArrayList<>(RSYNC);
    argv.addAll(List.of("--sparse", "--ignore-existing", from + "/", to + "/"));
    host.run(Command.of(argv).within(LIMIT).allowing(BEGUN));
  }

  /** One pass over what may be written to. */
  private void once(Path from, Path to) {
    host.run(Command.of(mirror(from, to)).within(LIMIT).allowing(LIVE));
  }

  /**
   * Brings it level while it may be written to, so that afterwards it differs in nothing but files
   * that were changed since it began.
   *
   * <p>What changed since the last copy began is read again, whatever its size and time say: by the
   * kernel's time of the change, which nobody can set back as the file's own.
   *
   * @param since when the copy before this one began, in seconds since 1970; 0 if that is not known
   * @param list a file to be used for names
   * @return when this one began
   */
  long level(Path from, Path to, long since, Path list) {
    long began = Instant.now().getEpochSecond();
    flush(from);
    once(from, to);
    readAgain(from, to, since, list, true);
    return began;
  }

  /**
   * Makes it the same, now that nobody writes any more.
   *
   * @param since when it was last level
   * @param list a file to be used for names
   */
  void last(Path from, Path to, long since, Path list) {
    host.run(Command.of(mirror(from, to)).within(LIMIT));
    readAgain(from, to, since, list, false);
  }

  /**
   * By content, whatever size and time say. Names begin with a dot, as rsync takes others that
   * begin with # or ; for comments.
   *
   * @param live whether files may go away meanwhile
   */
  private void readAgain(Path from, Path to, long since, Path list, boolean live) {
    String newer = "@" + Math.max(0, since - UNSURE.toSeconds());
    List<String> find = new ArrayList<>(List.of("find", from.toString(), "-type", "f"));
    find.addAll(List.of("-newerct", newer, "-fprintf", list.toString(), "./%P\\0"));
    list(find, live);
    List<String> again = updating(to);
    again.addAll(live ? List.of("--ignore-missing-args") : List.of());
    again.addAll(List.of("--ignore-times", "--from0", "--files-from=" + list));
    again.addAll(List.of(from + "/", to + "/"));
    host.run(Command.of(again).within(LIMIT).allowing(live ? LIVE : WHOLE));
    host.delete(list);
  }

  /** What goes away meanwhile is no failure; a list that could not be written is. */
  private void list(List<String> argv, boolean live) {
    Command find = Command.of(argv).within(LIMIT);
    Command.Result found = host.run(live ? find.allowing(0, 1) : find);
    boolean gone = found.errors().lines().allMatch(l -> l.endsWith("No such file or directory"));
    if (found.exit() != 0 && !gone) {
      throw new CommandFailed(find, found.exit(), found.errors());
    }
  }

  private List<String> mirror(Path from, Path to) {
    List<String> argv = updating(to);
    argv.addAll(List.of("--delete", from + "/", to + "/"));
    return argv;
  }

  /**
   * In place, so that of a large file only what changed is written; but where files have several
   * names: these may be files of their own by now, and would be written through one another.
   */
  private List<String> updating(Path to) {
    List<String> argv = new ArrayList<>(RSYNC);
    argv.add("--no-whole-file");
    List<String> look =
        List.of("find", to.toString(), "-type", "f", "-links", "+1", "-print", "-quit");
    if (host.run(Command.of(look).within(LIMIT)).output().isEmpty()) {
      argv.add("--inplace");
    }
    return argv;
  }

  /**
   * @return the bytes that the first one holds
   * @throws Failure if what is still to come does not fit
   */
  long requireRoom(Path from, Path to) {
    long bytes = used(from);
    long needed = bytes - used(to);
    String output =
        host.run(
                Command.of(
                    "df", "--block-size=1", "--output=avail", to.resolveSibling("").toString()))
            .output();
    long room = Long.parseLong(output.lines().skip(1).findFirst().orElse("0").strip());
    if (needed > room) {
      throw new Failure(
          from.toString(),
          "holds "
              + needed / MEGABYTE
              + " MB more than its copy, and the volume has room for "
              + room / MEGABYTE
              + " MB",
          "give the pool a disk, or the volume a larger quota");
    }
    return bytes;
  }

  private long used(Path folder) {
    Command du =
        Command.of("du", "--summarize", "--block-size=1", folder.toString())
            .within(LIMIT)
            .allowing(0, 1);
    String output = host.run(du).output();
    int end = output.indexOf('\t');
    return end < 0 ? 0 : Long.parseLong(output.substring(0, end));
  }
}
