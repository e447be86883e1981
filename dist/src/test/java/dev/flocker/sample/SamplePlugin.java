package dev.flocker.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The sample plugin of docs/writing-a-plugin.md, with the resource type {@code file}. */
public final class SamplePlugin {

  /** Seen from dist, where its tests run. */
  public static final Path SOURCES = Path.of("src/test/sample-plugin");

  private static final Pattern MANIFEST_ENTRY = Pattern.compile("<(Plugin-\\w+)>(.*)</");

  private SamplePlugin() {}

  /** With the manifest entries that its pom gives it. */
  public static PluginJar asWritten() throws IOException {
    Map<String, String> manifest = new TreeMap<>();
    MANIFEST_ENTRY
        .matcher(Files.readString(SOURCES.resolve("pom.xml")))
        .results()
        .forEach(entry -> manifest.put(entry.group(1), entry.group(2)));
    Path main = SOURCES.resolve("src/main/java");
    Map<String, String> sources = new TreeMap<>();
    for (Path file : Javac.files(main)) {
      sources.put(main.relativize(file).toString(), Files.readString(file));
    }
    return new PluginJar(manifest, sources);
  }
}
