package dev.flocker.dist;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Archives of loaded and linked classes (AppCDS). They hold when their directory is moved. Made by
 * {@code -Xshare:dump}, not by {@code -XX:AOTMode=create}: what that makes runs stale code in
 * silence (JDK-8377932).
 */
final class ClassArchive {

  /** Whose classes a training run does not load all, and a real one may. */
  private static final Pattern USED_WHOLE = Pattern.compile("(flocker|sshj|asn-one)-[^/]*");

  /**
   * Without it reflection generates classes that no archive can hold, which pays only for calls
   * that are made thousands of times.
   */
  static final String PLAIN_REFLECTION = "-Djdk.reflect.useNativeAccessorOnly=true";

  /** Its class files' major version. */
  private static final int JAVA_6 = 50;

  private ClassArchive() {}

  /** Made of what the node process loads when it looks, and of all classes of flocker's jars. */
  static void ofNode(Path tree, Path sources, List<Path> jars)
      throws IOException, InterruptedException {
    Path list = tree.resolve("classes");
    NodeTraining.run(tree, sources, list);
    List<String> classes = new ArrayList<>(Files.readAllLines(list));
    for (Path jar : jars) {
      addWhole(jar, classes);
    }
    Files.write(list, classes);
    String classPath =
        jars.stream()
            .map(jar -> "lib/" + jar.getFileName())
            .collect(Collectors.joining(File.pathSeparator));
    dump(tree.resolve("runtime"), tree, list, "node.jsa", classPath);
  }

  /**
   * Made of what a run loads, its lambdas too, and of what only a run over SSH would: the JDK's
   * cryptography. All that is in it is loaded at the start, so it is not to hold more.
   */
  static void ofController(Path home, Path sources, List<Path> jars)
      throws IOException, InterruptedException {
    String classPath = classPath(home, jars);
    Path list = home.resolve("classes");
    Training.run(home, sources, classPath, list);
    List<String> classes = new ArrayList<>(Files.readAllLines(list));
    for (Path jar : jars) {
      for (String old : oldClassesOf(jar)) {
        classes.removeIf(line -> line.startsWith("@") && line.contains(old));
      }
      addWhole(jar, classes);
    }
    classes.addAll(Cryptography.classes());
    Files.write(list, classes);
    dump(Tool.jdk(), home, list, "flocker.jsa", classPath);
  }

  private static void dump(Path java, Path directory, Path list, String archive, String classPath)
      throws IOException, InterruptedException {
    List<String> argv =
        List.of(
            java.resolve("bin/java").toString(),
            "-Xshare:dump",
            // Java before 24 does not link.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+AOTClassLinking",
            "-Xlog:disable",
            "-Xlog:all=error",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + archive,
            "-XX:+UseSerialGC",
            "-cp",
            classPath);
    try {
      Tool.run(directory, argv);
    } catch (IOException e) {
      // Seen once in some hundred builds, on a machine that had much else to do.
      System.err.println("assemble: once more, as " + e.getMessage());
      Tool.run(directory, argv);
    }
    Files.delete(list);
  }

  private static void addWhole(Path jar, List<String> classes) throws IOException {
    if (USED_WHOLE.matcher(jar.getFileName().toString()).matches()) {
      classes.addAll(classesOf(jar));
    }
  }

  static String classPath(Path home, List<Path> jars) {
    return jars.stream()
        .map(jar -> home.resolve("lib").resolve(jar.getFileName()).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> classesOf(Path jar) throws IOException {
    return classesOf(jar, version -> true);
  }

  /** Those from before Java 6. An archive leaves them out if it is to resolve what they name. */
  private static List<String> oldClassesOf(Path jar) throws IOException {
    return classesOf(jar, version -> version < JAVA_6);
  }

  private static List<String> classesOf(Path jar, IntPredicate versions) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        boolean usual = !name.startsWith("META-INF/") && !name.endsWith("-info.class");
        if (usual && name.endsWith(".class") && versions.test(version(zip, entry))) {
          names.add(name.substring(0, name.length() - ".class".length()));
        }
      }
    }
    return names;
  }

  /** The class file's major version, which follows its magic number and minor version. */
  private static int version(ZipFile zip, ZipEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(zip.getInputStream(entry))) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }
}
