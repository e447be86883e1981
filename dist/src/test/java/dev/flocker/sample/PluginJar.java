package dev.flocker.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A plugin of a third party, to be built as its author would.
 *
 * @param manifest entries, such as {@code Plugin-Id}
 * @param sources by path, such as {@code com/example/file/FileType.java}
 */
public record PluginJar(Map<String, String> manifest, Map<String, String> sources) {

  static PluginJar of(String id, Map<String, String> sources) {
    return new PluginJar(Map.of("Plugin-Id", id, "Plugin-Version", "1.2.0"), sources);
  }

  /** With another value in its manifest. */
  public PluginJar with(String key, String value) {
    Map<String, String> more = new TreeMap<>(manifest);
    more.put(key, value);
    return new PluginJar(more, sources);
  }

  /** With another text in its sources. */
  public PluginJar saying(String after, String before) {
    Map<String, String> changed = new TreeMap<>(sources);
    changed.replaceAll((file, text) -> text.replace(before, after));
    assertThat(changed).as(before).isNotEqualTo(sources);
    return new PluginJar(manifest, changed);
  }

  /** With one more source. */
  PluginJar and(String file, String text) {
    Map<String, String> more = new TreeMap<>(sources);
    more.put(file, text);
    return new PluginJar(manifest, more);
  }

  /** Compiles it with nothing but the api on the class path, and makes the jar. */
  public Path into(Path jar) throws IOException {
    Path work = Files.createTempDirectory("plugin");
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve("sources").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
    Path classes = Files.createDirectories(work.resolve("classes"));
    if (!sources.isEmpty()) {
      Javac.compile(work.resolve("sources"), classes, Javac.api());
    }
    Manifest head = new Manifest();
    head.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(head.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, head)) {
      for (Path file : Javac.files(classes)) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
