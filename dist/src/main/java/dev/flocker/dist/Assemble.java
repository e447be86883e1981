package dev.flocker.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes flocker's directory: {@code lib/} with the controller's jars, {@code payload/} with what is
 * brought to nodes, and archives of loaded classes, so that both start fast.
 */
public final class Assemble {

  private Assemble() {}

  /**
   * @param args the directory to make, the class path to take jars from, and the project's
   *     directory
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]);
    List<Path> jars = jars(args[1]);
    Trees.delete(home);
    Path lib = Files.createDirectories(home.resolve("lib"));
    for (Path jar : jars) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Trees.fixTimes(lib);
    Path sources = Path.of(args[2]).toAbsolutePath().normalize();
    new NodePayload(home.resolve("payload"), sources, jars).make();
    ClassArchive.ofController(home, sources, jars);
    Files.writeString(home.resolve("classpath"), ClassArchive.classPath(home, jars) + "\n");
    Files.writeString(home.resolve("java"), Tool.jdk() + "\n");
  }

  private static List<Path> jars(String classPath) {
    List<Path> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        jars.add(Path.of(entry));
      }
    }
    return jars.stream().distinct().toList();
  }
}
