package dev.flocker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of the documentation. */
public final class Pages {

  /** Seen from dist, where its tests run. */
  public static final Path ROOT = Path.of("..");

  private Pages() {}

  /** A fenced block: {@code kind} is what its first line says after the fence. */
  public record Block(Path page, int line, String kind, String text) {
    @Override
    public String toString() {
      return page.getFileName() + ":" + line + " " + kind;
    }
  }

  static Stream<Block> blocks() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream().flatMap(p -> blocks(p).stream());
  }

  public static List<Block> blocks(Path page) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = lines(page);
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("```")) {
        continue;
      }
      if (start < 0) {
        start = i;
      } else {
        String text = String.join("\n", lines.subList(start + 1, i)) + "\n";
        blocks.add(new Block(page, start + 1, lines.get(start).substring(3).strip(), text));
        start = -1;
      }
    }
    return blocks;
  }

  public static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
