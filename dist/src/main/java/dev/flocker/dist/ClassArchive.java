package dev.flocker.dist;

import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Wire;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Archives of loaded classes (AppCDS). They hold when their directory is moved. Not an AOT cache:
 * that can run stale code in silence.
 */
final class ClassArchive {

  private static final List<String> CRYPTOGRAPHY =
      List.of(
          "sun/security/provider",
          "sun/security/util",
          "sun/security/ec",
          "sun/security/jca",
          "sun/security/rsa",
          "com/sun/crypto/provider",
          "javax/crypto",
          "java/security");

  /** Its class files' major version. */
  private static final int JAVA_6 = 50;

  private ClassArchive() {}

  /** Made by a run of the node process itself, on a machine where it finds no program at all. */
  static void ofNode(Path tree, Path runtime) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("flocker-training");
    ProcessBuilder builder =
        new ProcessBuilder(
                runtime.resolve("bin/java").toString(),
                "-XX:ArchiveClassesAtExit=node.jsa",
                "@arguments",
                home.toString())
            .directory(tree.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PATH", "/nonexistent");
    Process process = builder.start();
    try {
      skipToMarker(process.getInputStream());
      Wire wire = new Wire(process.getInputStream(), process.getOutputStream());
      wire.write(Map.of("op", "hello", "id", 1, "protocol", Wire.PROTOCOL, "variables", Map.of()));
      wire.read();
      wire.write(Map.of("op", "observe", "id", 2, "scopes", everything()));
      wire.read();
      wire.write(Map.of("op", "bye"));
      if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(tree.resolve("node.jsa"))) {
        throw new IOException("the node process made no archive of its classes");
      }
    } finally {
      process.destroyForcibly();
      Trees.delete(home);
    }
  }

  /** Every resource type, so that each provider looks once. */
  private static Map<String, Object> everything() {
    Map<String, Object> scopes = new TreeMap<>();
    Map<String, Object> scope = Map.of("project", "training", "wanted", List.of());
    Plugins.load(List.of()).types().forEach(type -> scopes.put(type.name(), scope));
    return scopes;
  }

  /**
   * Made of what a run loads, its lambdas too, and of what only a run over SSH would: all classes
   * of the jars, and the JDK's cryptography.
   */
  static void ofController(Path home, List<Path> jars) throws IOException, InterruptedException {
    String classPath = classPath(home, jars);
    Path list = home.resolve("classes");
    Training.run(home, classPath, list);
    List<String> classes = new ArrayList<>(Files.readAllLines(list));
    for (Path jar : jars) {
      for (String old : oldClassesOf(jar)) {
        classes.removeIf(line -> line.startsWith("@") && line.contains(old));
      }
      classes.addAll(classesOf(jar));
    }
    for (String cryptography : CRYPTOGRAPHY) {
      classes.addAll(classesOfJdk(cryptography));
    }
    Files.write(list, classes);
    Tool.run(
        home,
        List.of(
            Tool.jdk().resolve("bin/java").toString(),
            "-Xshare:dump",
            "-Xlog:disable",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + home.resolve("flocker.jsa"),
            "-XX:+UseSerialGC",
            "-cp",
            classPath));
    Files.delete(list);
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

  private static List<String> classesOfJdk(String directory) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
    try (Stream<Path> files = Files.walk(modules.resolve(directory))) {
      return files
          .map(file -> modules.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .toList();
    }
  }

  private static void skipToMarker(InputStream in) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(Wire.MARKER + "\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the node process does not start");
      }
      seen.append((char) next);
    }
  }
}
