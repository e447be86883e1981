package dev.flocker.sample;

import dev.flocker.api.ResourceType;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.pf4j.ExtensionPoint;

/** The Java compiler, with PF4J's annotation processor. */
final class Javac {

  private Javac() {}

  /** The api and what it depends on. */
  static String api() {
    return Stream.of(ResourceType.class, ExtensionPoint.class, NullMarked.class)
        .map(c -> location(c).toString())
        .collect(Collectors.joining(":"));
  }

  /**
   * @return {@code classes}, the folder of the classes
   */
  static Path compile(Path sources, Path classes, String classPath) throws IOException {
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
      var units = files.getJavaFileObjectsFromPaths(files(sources));
      if (!compiler.getTask(said, files, null, options, null, units).call()) {
        throw new IOException(sources + " does not compile:\n" + said);
      }
    }
    return classes;
  }

  static List<Path> files(Path folder) throws IOException {
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
