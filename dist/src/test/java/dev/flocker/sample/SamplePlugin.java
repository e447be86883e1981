package dev.flocker.sample;

import dev.flocker.api.ResourceType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.pf4j.ExtensionPoint;

/** Builds the sample plugin as its author would: with nothing but the api on the class path. */
public final class SamplePlugin {

  /** Seen from dist, where its tests run. */
  public static final Path SOURCES = Path.of("src/test/sample-plugin");

  private static final Pattern MANIFEST_ENTRY = Pattern.compile("<(Plugin-\\w+)>(.*)</");

  private SamplePlugin() {}

  /**
   * @param folder for its classes and the jar
   */
  public static Path jar(Path folder) throws IOException {
    Path classes = compile("src/main/java", folder.resolve("classes"), api());
    Path jar = folder.resolve("flocker-file-1.0.0.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest())) {
      for (Path file : files(classes)) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }

  /** The api and what it depends on. */
  static String api() {
    return Stream.of(ResourceType.class, ExtensionPoint.class, NullMarked.class)
        .map(c -> location(c).toString())
        .collect(Collectors.joining(":"));
  }

  /**
   * @param sources below {@link #SOURCES}
   * @return the folder of the classes
   */
  static Path compile(String sources, Path classes, String classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            "21",
            "-d",
            Files.createDirectories(classes).toString(),
            "-classpath",
            classPath,
            "-proc:full",
            "-processorpath",
            location(ExtensionPoint.class).toString(),
            "-Xlint:all,-processing,-options,-classfile",
            "-Werror");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(files(SOURCES.resolve(sources)));
      if (!compiler.getTask(said, files, null, options, null, units).call()) {
        throw new IOException("the sample plugin does not compile:\n" + said);
      }
    }
    return classes;
  }

  /** The entries that its pom gives it. */
  private static Manifest manifest() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    List<MatchResult> entries = new ArrayList<>();
    MANIFEST_ENTRY
        .matcher(Files.readString(SOURCES.resolve("pom.xml")))
        .results()
        .forEach(entries::add);
    entries.forEach(e -> main.putValue(e.group(1), e.group(2)));
    return manifest;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path location(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
