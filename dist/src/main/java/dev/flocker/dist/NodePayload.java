package dev.flocker.dist;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is brought to nodes: our jars in a flat directory, a runtime, and an archive of loaded
 * classes. {@code lean} is the same without runtime and archive, for nodes that have a Java.
 */
final class NodePayload {

  /** Those that the node process needs, and some that plugins of third parties may count on. */
  private static final String MODULES =
      "java.base,java.logging,java.net.http,java.xml,jdk.unsupported";

  /** Curves, without which TLS reaches few servers: in java.base itself since Java 22. */
  private static final String CURVES = "jdk.crypto.ec";

  private static final Pattern NEEDED =
      Pattern.compile(
          "(flocker-(?!cli|dist|testkit).*|pf4j|java-semver|gson|slf4j-.*)-[0-9].*\\.jar");

  private static final String MAIN = "dev.flocker.node.Main";

  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=10",
          ClassArchive.PLAIN_REFLECTION,
          "-XX:+UseSerialGC",
          "-Xmx128m",
          "-Xshare:auto",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private final Path directory;
  private final Path sources;
  private final List<Path> jars;

  /**
   * @param sources the project's own directory
   */
  NodePayload(Path directory, Path sources, List<Path> jars) {
    this.directory = directory;
    this.sources = sources;
    this.jars =
        jars.stream().filter(j -> NEEDED.matcher(j.getFileName().toString()).matches()).toList();
  }

  void make() throws IOException, InterruptedException {
    Path lean = tree("lean");
    pack("lean", lean, "");
    Path full = tree("full");
    runtime(full);
    ClassArchive.ofNode(full, sources, jars);
    Path arguments = full.resolve("arguments");
    Files.writeString(arguments, "-XX:SharedArchiveFile=node.jsa\n" + Files.readString(arguments));
    Trees.fixTimes(full);
    pack("full", full, machine());
    Trees.delete(lean);
    Trees.delete(full);
  }

  private Path tree(String name) throws IOException {
    Path tree = Files.createDirectories(directory.resolve(name));
    Path lib = Files.createDirectories(tree.resolve("lib"));
    for (Path jar : jars) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    String classPath =
        jars.stream().map(j -> "lib/" + j.getFileName()).collect(Collectors.joining(":"));
    String arguments = String.join("\n", FLAGS) + "\n" + "-cp\n" + classPath + "\n" + MAIN + "\n";
    Files.writeString(tree.resolve("arguments"), arguments);
    Trees.fixTimes(tree);
    return tree;
  }

  private static void runtime(Path tree) throws IOException, InterruptedException {
    Tool.run(
        tree,
        List.of(
            Tool.jdk().resolve("bin/jlink").toString(),
            "--add-modules",
            modules(),
            "--strip-java-debug-attributes", // the rest would need objcopy
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-0",
            "--vm",
            "server",
            "--output",
            tree.resolve("runtime").toString()));
  }

  /** Of the JDK that runs this, which may have dropped what it needs no more. */
  private static String modules() {
    boolean apart = ModuleFinder.ofSystem().find(CURVES).isPresent();
    return apart ? MODULES + "," + CURVES : MODULES;
  }

  private void pack(String name, Path tree, String machine)
      throws IOException, InterruptedException {
    Path archive = directory.resolve(name + ".tar.gz");
    Tool.run(
        tree,
        List.of(
            "sh",
            "-c",
            "tar --sort=name --owner=0 --group=0 --numeric-owner --mode=go-w -cf - . | gzip -n -6 >\"$1\"",
            "sh",
            archive.toString()));
    String known =
        "id="
            + id(tree)
            + "\nsha256="
            + Trees.sha256(archive)
            + "\nbytes="
            + Trees.bytes(tree)
            + "\nmachine="
            + machine
            + "\nglibc="
            + Glibc.needed(tree)
            + "\n";
    Files.writeString(directory.resolve(name + ".properties"), known);
  }

  /** Of the Java build, the jars in order, and the flags. */
  private String id(Path tree) throws IOException {
    MessageDigest digest = Trees.digest();
    Path release = tree.resolve("runtime/release");
    if (Files.exists(release)) {
      digest.update(Files.readAllBytes(Tool.jdk().resolve("release")));
    }
    for (Path jar : jars) {
      digest.update(Files.readAllBytes(jar));
    }
    digest.update(Files.readString(tree.resolve("arguments")).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
  }

  private static String machine() {
    String arch = System.getProperty("os.arch", "");
    return arch.equals("amd64") ? "x86_64" : arch;
  }
}
