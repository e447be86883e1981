package dev.flocker.geard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A process that has ended and is not yet waited for: it has no namespaces any more. */
record Ending(Process waiting, String pid) implements AutoCloseable {

  static Ending start() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
    String pid = parent.inputReader().readLine();
    while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ")) {
      Thread.sleep(10);
    }
    return new Ending(parent, pid);
  }

  /** It runs. */
  String parent() {
    return String.valueOf(waiting.pid());
  }

  @Override
  public void close() {
    waiting.destroy();
  }

  /** Runs something that finds programs in a folder first. */
  static int run(List<String> argv, Path programs) throws Exception {
    ProcessBuilder run = new ProcessBuilder(argv);
    run.environment().merge("PATH", programs + ":", (path, first) -> first + path);
    return run.start().waitFor();
  }

  /** Writes a program that every user may run. */
  static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    for (Path one : List.of(file.getParent(), file)) {
      Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
